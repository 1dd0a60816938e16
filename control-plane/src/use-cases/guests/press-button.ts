/** What reboot and reset have in common: a button of the running guest that is pressed once, without waiting for what follows. */
import type { OperationDefinition } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnGuest } from './guest-access.ts';
import { type GuestOperationInput, requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseStopped } from './power-state.ts';

type Button = 'reboot' | 'reset';

/** @throws DomainError `conflict` with reason `guest_stopped`. */
export async function pressButton(
  ports: Pick<Ports, 'store' | 'operations' | 'live'>,
  ctx: Context,
  request: { readonly guestId: string; readonly button: Button },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  refuseStopped(ports, guest, `guest '${guest.name}' already stopped`);
  const input = { guestId: guest.id, cellId: guest.cellId };
  await runGuestOperation(ports, ctx, { kind: `${request.button}-guest`, guest, input, timeoutMs: 60_000 });
}

export function buttonOperation(button: Button): OperationDefinition<GuestOperationInput> {
  const verb = ({ reboot: 'rebootGuest', reset: 'resetGuest' } as const)[button];
  return {
    kind: `${button}-guest`,
    cancellable: false,
    steps: [
      {
        name: `${button}-on-cell`,
        timeoutMs: 60_000,
        retryForMs: 0,
        weight: 1,
        do: async ({ ports, operationId, input, signal, timeoutMs }) => {
          const { cellId, guestId } = input;
          const guest = await ports.cells[verb](cellId, { operationId, guestId }, { timeoutMs, signal });
          ports.live.note(cellId, guest);
        },
      },
    ],
  };
}
