import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseStopped } from './power-state.ts';

/** Asks the running guest to reboot and returns at once. */
export async function rebootGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseStopped(ports, guest, `guest '${guest.name}' already stopped`);
  const input = { guestId: guest.id, cellId: guest.cellId };
  await runGuestOperation(ports, ctx, { kind: 'reboot-guest', guest, input, timeoutMs: 60_000 });
}

export const rebootGuestOperation: OperationDefinition<GuestOperationInput> = {
  kind: 'reboot-guest',
  cancellable: false,
  steps: [
    {
      name: 'reboot-on-cell',
      timeoutMs: 60_000,
      retryForMs: 0,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId } = input;
        const guest = await ports.cells.rebootGuest(cellId, { operationId, guestId }, { timeoutMs, signal });
        ports.live.note(cellId, guest);
      },
    },
  ],
};
