import { DomainError } from '../../../../proto/src/errors.ts';
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { findOwnGuest } from '../guests/guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from '../guests/guest-operation.ts';
import { refuseStopped } from '../guests/power-state.ts';
import type { Ports } from '../ports/index.ts';

/**
 * Takes the media out of a running guest's drive, whether its system holds the tray or not. Returns when it is out.
 * @throws DomainError `not_found`, `forbidden`, `conflict` (`guest_stopped`, `no_media`, `tray_locked`).
 */
export async function ejectMedia(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { readonly guestId: string },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseStopped(ports, guest, `guest '${guest.name}' is stopped: it has no media attached`);
  const seen = ports.live.guest(guest.id)?.seen;
  if (seen && !seen.media) {
    throw new DomainError('conflict', `guest '${guest.name}' has no media attached`, {
      reason: 'no_media',
      subject: { kind: 'guest', id: guest.id },
    });
  }
  const input = { guestId: guest.id, cellId: guest.cellId };
  await runGuestOperation(ports, ctx, { kind: 'eject-media', guest, input, timeoutMs: 90_000 });
}

export const ejectMediaOperation: OperationDefinition<GuestOperationInput> = {
  kind: 'eject-media',
  cancellable: false,
  steps: [
    {
      name: 'eject-on-cell',
      timeoutMs: 60_000,
      retryForMs: 15_000,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId } = input;
        const seen = await ports.cells.ejectMedia(cellId, { operationId, guestId }, { timeoutMs, signal });
        ports.live.note(cellId, seen);
      },
    },
  ],
};
