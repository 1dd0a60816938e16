/**
 * STEP           do
 * clear-on-cell  removes what is left of a moved guest on a cell that was not reachable when the guest was moved
 *
 * An operation of its own, so that the guest need not wait for that cell. It waits for as long as that takes.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import { systemActor } from '../../domain/actor.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import type { StepPorts } from '../ports/index.ts';

export interface ClearMovedGuestInput {
  readonly guestId: string;
  readonly cellId: string;
  /** The migration that has left it there. */
  readonly migration: string;
  /** `source`: the guest has left it. `target`: it never came. */
  readonly as: 'source' | 'target';
  readonly copy: boolean;
  /** Of the target. */
  readonly storage: string;
}

/** Submits it, once. */
export async function clearMovedGuest(
  ports: Pick<StepPorts, 'store' | 'operations' | 'clock'>,
  requestId: string,
  input: ClearMovedGuestInput,
): Promise<void> {
  const ctx = { actor: systemActor, requestId, address: '', nowMs: ports.clock.nowMs() };
  const subject = { kind: 'moved-guest', id: `${input.migration}/${input.as}` };
  const kind = 'clear-moved-guest';
  if ((await ports.store.operations.latest(subject, kind)) !== undefined) return;
  const operation = await ports.store.transaction((tx) =>
    ports.operations.submit(tx, ctx, { kind, subject, input }),
  );
  ports.operations.start(operation.id);
}

async function clearOnCell(run: StepRun<ClearMovedGuestInput>): Promise<void> {
  const { ports, input, signal, timeoutMs } = run;
  const { guestId, cellId, migration: operationId, copy, storage } = input;
  const options = { timeoutMs, signal };
  try {
    if (input.as === 'target')
      await ports.cells.refuseGuest(cellId, { operationId, guestId, copy, storage }, options);
    else
      await ports.cells.leaveGuest(cellId, { operationId, guestId, copy, cookie: new Uint8Array() }, options);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** The cell was revoked: nothing of it concerns us any more. */
export function isGone(error: unknown): boolean {
  return error instanceof DomainError && error.reason === 'cell_not_found';
}

export const clearMovedGuestOperation: OperationDefinition<ClearMovedGuestInput> = {
  kind: 'clear-moved-guest',
  cancellable: false,
  steps: [
    {
      name: 'clear-on-cell',
      timeoutMs: 120_000,
      retryForMs: Number.POSITIVE_INFINITY,
      weight: 1,
      do: clearOnCell,
    },
  ],
};
