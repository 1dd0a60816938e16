import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseStopped } from './power-state.ts';

/** Presses the reset button of the running guest. */
export async function resetGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseStopped(ports, guest, `guest '${guest.name}' already stopped`);
  const input = { guestId: guest.id, cellId: guest.cellId };
  await runGuestOperation(ports, ctx, { kind: 'reset-guest', guest, input, timeoutMs: 60_000 });
}

export const resetGuestOperation: OperationDefinition<GuestOperationInput> = {
  kind: 'reset-guest',
  cancellable: false,
  steps: [
    {
      name: 'reset-on-cell',
      timeoutMs: 60_000,
      retryForMs: 0,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId } = input;
        const guest = await ports.cells.resetGuest(cellId, { operationId, guestId }, { timeoutMs, signal });
        ports.live.note(cellId, guest);
      },
    },
  ],
};
