import { DomainError } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Context } from '../context.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import { refuseRunning, refuseStopped } from '../guests/power-state.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktop } from './desktop-reach.ts';
import { submitRebuild } from './rebuild-desktop.ts';

export const desktopActions = ['start', 'stop', 'reboot', 'rebuild'] as const;
export type DesktopAction = (typeof desktopActions)[number];

type ActionPorts = Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock'>;

/**
 * Accepts what happens to the desktop's power or system disk.
 * @param input.force cuts the power where `stop` else presses the button.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`guest_running`, `guest_stopped`, `operation_running`),
 *   `cell_unreachable`.
 */
export async function actOnDesktop(
  ports: ActionPorts,
  ctx: Context,
  input: { readonly id: string; readonly action: DesktopAction; readonly force: boolean },
): Promise<Operation> {
  const { server } = await findDesktop(ports.store, ctx, input.id);
  const guest = await ports.store.guests.get(server.id);
  if (guest === undefined)
    throw new DomainError('conflict', `the instance '${server.name}' is an error: it can only be deleted`, {
      reason: 'server_without_guest',
      subject: { kind: 'server', id: server.id },
    });
  await requireReachable(ports, guest);
  if (input.action === 'rebuild') return submitRebuild(ports, ctx, server, guest);
  return submitGuestOperation(ports, ctx, operationOf(ports, guest, input));
}

function operationOf(
  ports: Pick<Ports, 'live'>,
  guest: Guest,
  { action, force }: { action: DesktopAction; force: boolean },
) {
  const on = { guestId: guest.id, cellId: guest.cellId };
  if (action === 'start') {
    refuseRunning(ports, guest, `the instance '${guest.name}' is already running`);
    return { kind: 'start-guest', guest, input: { ...on, image: null, boot: { type: 'disk' } } };
  }
  refuseStopped(ports, guest, `the instance '${guest.name}' is already stopped`);
  if (action === 'stop') return { kind: 'stop-guest', guest, input: { ...on, force } };
  return { kind: 'reboot-guest', guest, input: on };
}
