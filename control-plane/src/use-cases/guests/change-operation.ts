/**
 * STEP            do                                     undo
 * change-on-cell  has the cell change the guest          has it change it back
 * record          notes the change with the guest        notes what was before
 *
 * Until the end nobody else changes the guest: one operation at a time is unfinished for each.
 */
import { DomainError, isTransient } from '../../../../proto/src/errors.ts';
import type { CellGuest } from '../../../../proto/src/model.ts';
import type { Guest, GuestChange } from '../../domain/guest.ts';
import type { OperationDefinition, StepRun } from '../../operations/step.ts';
import type { CallOptions, CellGateway, Ports } from '../ports/index.ts';
import type { GuestOperationInput } from './guest-operation.ts';

/** A change from one value to another. */
export interface ChangeInput<Value> extends GuestOperationInput {
  readonly from: Value;
  readonly to: Value;
  /** A running guest changes at once. */
  readonly immediate: boolean;
}

interface CellChange<Value> {
  readonly cellId: string;
  readonly operationId: string;
  readonly guestId: string;
  readonly value: Value;
  readonly immediate: boolean;
  readonly options: CallOptions;
}

export interface ChangeDefinition<Value> {
  readonly kind: string;
  readonly timeoutMs: number;
  readonly onCell: (cells: CellGateway, change: CellChange<Value>) => Promise<CellGuest>;
  /** The guest's part that the value is. */
  readonly wanted: (value: Value) => GuestChange;
  /** The values are secret: they are forgotten when the operation has ended. */
  readonly secret?: boolean;
}

export function changeOperation<Value>(
  definition: ChangeDefinition<Value>,
): OperationDefinition<ChangeInput<Value>> {
  const { kind, timeoutMs, onCell, wanted } = definition;

  async function change(run: StepRun<ChangeInput<Value>>, value: Value, immediate: boolean): Promise<void> {
    const { ports, operationId, signal } = run;
    const { cellId, guestId } = run.input;
    const options = { timeoutMs: run.timeoutMs, signal };
    const seen = await onCell(ports.cells, { cellId, operationId, guestId, value, immediate, options });
    ports.live.note(cellId, seen);
  }

  return {
    kind,
    cancellable: false,
    ...(definition.secret && {
      endedInput: ({ guestId, cellId, immediate }) => ({ guestId, cellId, immediate }),
    }),
    steps: [
      {
        name: 'change-on-cell',
        timeoutMs,
        retryForMs: 15_000,
        weight: 1,
        do: (run) => change(run, run.input.to, run.input.immediate),
        undo: (run) => takeBack((immediate) => change(run, run.input.from, immediate)),
      },
      {
        name: 'record',
        timeoutMs: 10_000,
        retryForMs: 0,
        weight: 0,
        do: async ({ ports, input }) => ports.store.guests.update(input.guestId, wanted(input.to)),
        undo: async ({ ports, input }) => ports.store.guests.update(input.guestId, wanted(input.from)),
      },
    ],
  };
}

/** A running guest may refuse to go back: then it does so at its next start. One that is gone needs nothing. */
async function takeBack(change: (immediate: boolean) => Promise<void>): Promise<void> {
  try {
    await change(true);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return;
    if (isTransient(error)) throw error;
    await change(false);
  }
}

export function noChange(guest: Guest, message: string): DomainError {
  return new DomainError('conflict', message, {
    reason: 'no_change',
    subject: { kind: 'guest', id: guest.id },
  });
}

export type ChangePorts = Pick<Ports, 'store' | 'operations' | 'live'>;
