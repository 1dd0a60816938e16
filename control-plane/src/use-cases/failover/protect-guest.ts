/**
 * Has a guest's cell start it under a lease only, or without one again, as its pool is set.
 *
 * protect-guest     set-on-cell  a lease first if it runs; then the cell holds it to that
 *                   record       it may be started elsewhere from now on
 * unprotect-guest   set-on-cell  the cell's keeper lets go of it (its pool does not start it elsewhere any more)
 *                   record       its lease is forgotten
 */
import type { Guest } from '../../domain/guest.ts';
import { isRunning } from '../../domain/live.ts';
import type { Operation } from '../../domain/operation.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import type { Context } from '../context.ts';
import { type GuestOperationInput, submitGuestOperation } from '../guests/guest-operation.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `conflict` with reason `operation_running`. */
export async function protectGuest(
  ports: Pick<Ports, 'store' | 'operations'>,
  ctx: Context,
  guest: Guest,
  isProtected: boolean,
): Promise<Operation> {
  const input: GuestOperationInput = { guestId: guest.id, cellId: guest.cellId };
  const kind = isProtected ? 'protect-guest' : 'unprotect-guest';
  return await submitGuestOperation(ports, ctx, { kind, guest, input });
}

async function setOnCell(run: StepRun<GuestOperationInput>, enabled: boolean): Promise<void> {
  const { ports, operationId, input, signal, timeoutMs } = run;
  const { cellId, guestId } = input;
  const request = { operationId, guestId, enabled };
  ports.live.note(cellId, await ports.cells.setFailover(cellId, request, { timeoutMs, signal }));
}

const record = { name: 'record', timeoutMs: 10_000, retryForMs: 0, weight: 0 };

export const protectGuestOperation: OperationDefinition<GuestOperationInput> = {
  kind: 'protect-guest',
  cancellable: false,
  steps: [
    {
      name: 'set-on-cell',
      timeoutMs: 30_000,
      retryForMs: 15_000,
      weight: 1,
      do: async (run) => {
        const { ports, input, signal } = run;
        if (isRunning(ports.live.guest(input.guestId)))
          await ports.leases.grant(input.cellId, input.guestId, { signal });
        await setOnCell(run, true);
      },
      undo: async (run) => {
        await setOnCell(run, false);
        await run.ports.leases.release(run.input.cellId, run.input.guestId);
      },
    },
    {
      ...record,
      do: async ({ ports, input }) => ports.store.guests.update(input.guestId, { failover: true }),
      undo: async ({ ports, input }) => ports.store.guests.update(input.guestId, { failover: false }),
    },
  ],
};

export const unprotectGuestOperation: OperationDefinition<GuestOperationInput> = {
  kind: 'unprotect-guest',
  cancellable: false,
  steps: [
    {
      name: 'set-on-cell',
      timeoutMs: 30_000,
      // A cell that falls silent may have done it already: until that is known the guest has no lease to rely on.
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: (run) => setOnCell(run, false),
    },
    {
      ...record,
      do: async ({ ports, input }) => {
        await ports.store.guests.update(input.guestId, { failover: false });
        await ports.leases.release(input.cellId, input.guestId);
      },
    },
  ],
};
