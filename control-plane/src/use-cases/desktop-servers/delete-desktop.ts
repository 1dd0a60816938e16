import type { Operation } from '../../domain/operation.ts';
import type { Context } from '../context.ts';
import { requireReachable, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';
import { findDesktop } from './desktop-reach.ts';
import { forgetDesktop } from './forget-desktop.ts';

/**
 * Accepts that the desktop goes, running or not, whoever has it; its history stays. One without a guest is gone at once.
 * @returns null then, else the operation.
 * @throws DomainError `forbidden`, `not_found`, `conflict` (`operation_running`), `cell_unreachable`.
 */
export async function deleteDesktop(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'reserves'>,
  ctx: Context,
  input: { id: string },
): Promise<Operation | null> {
  const { server } = await findDesktop(ports.store, ctx, input.id);
  const guest = await ports.store.guests.get(server.id);
  if (guest !== undefined) {
    await requireReachable(ports, guest);
    return submitGuestOperation(ports, ctx, {
      kind: 'delete-guest',
      guest,
      input: { guestId: guest.id, cellId: guest.cellId, force: true },
      reserve: async (tx) => {
        await tx.guests.setPhase(guest.id, 'deleting');
        await tx.desktops.setServerState(server.id, 'deleting');
        await tx.desktopSessions.closeAll({ serverId: server.id }, ctx.nowMs);
      },
    });
  }
  await ports.store.transaction(async (tx) => {
    await forgetDesktop(tx, server.id, ctx.nowMs);
    const subject = { kind: 'server', id: server.id };
    await tx.audit.append(ctx, { action: 'delete-desktop', subject, outcome: 'done' });
  });
  ports.reserves.wake(server.projectId);
  return null;
}
