import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseStopped } from './power-state.ts';

interface StopGuestInput extends GuestOperationInput {
  readonly force: boolean;
}

/** Presses the power button and returns at once; with `force`, cuts the power and returns when the guest is off. */
export async function stopGuest(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { guestId: string; force: boolean },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseStopped(ports, guest, `guest '${guest.name}' already stopped`);
  const input = { guestId: guest.id, cellId: guest.cellId, force: request.force };
  await runGuestOperation(ports, ctx, { kind: 'stop-guest', guest, input, timeoutMs: 60_000 });
}

export const stopGuestOperation: OperationDefinition<StopGuestInput> = {
  kind: 'stop-guest',
  cancellable: false,
  steps: [
    {
      name: 'stop-on-cell',
      timeoutMs: 60_000,
      retryForMs: 15_000,
      weight: 1,
      do: async ({ ports, operationId, input, signal, timeoutMs }) => {
        const { cellId, guestId, force } = input;
        const guest = await ports.cells.stopGuest(
          cellId,
          { operationId, guestId, force },
          { timeoutMs, signal },
        );
        ports.live.note(cellId, guest);
      },
    },
  ],
};
