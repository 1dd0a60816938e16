import { DomainError } from '../../../../proto/src/errors.ts';
import type { Operation, OperationState } from '../../domain/operation.ts';
import type { OperationStore } from '../../use-cases/ports/operation-store.ts';
import { toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import { toOperationRow, toStepRow } from './operation-rows.ts';

export { count, get, latest, list, unfinished } from './find-operations.ts';

const insertRow = preparedInsert('operations');
const insertStep = preparedInsert('operation_steps');
const unfinishedOf = prepared((query, { kind, id }: { kind: string; id: string }) =>
  query
    .selectFrom('operations')
    .select(['id', 'kind'])
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .where('state', 'in', ['pending', 'running', 'undoing']),
);
type StateValues = {
  id: string;
  state: OperationState;
  error: string | null;
  result: string | null;
  input: string | null;
  startedAtMs: number | null;
  finishedAtMs: number | null;
};
/** Null leaves a column as it is. */
const updateState = prepared((query, values: StateValues) =>
  query
    .updateTable('operations')
    .set((row) => ({
      state: values.state,
      error: row.fn.coalesce(row.val(values.error), 'error'),
      result: row.fn.coalesce(row.val(values.result), 'result'),
      input: row.fn.coalesce(row.val(values.input), 'input'),
      started_at_ms: row.fn.coalesce(row.val(values.startedAtMs), 'started_at_ms'),
      finished_at_ms: row.fn.coalesce(row.val(values.finishedAtMs), 'finished_at_ms'),
    }))
    .where('id', '=', values.id),
);
const raiseProgress = prepared((query, { id, progress }: { id: string; progress: number }) =>
  query
    .updateTable('operations')
    .set({ progress })
    .where('id', '=', id)
    .where('progress', '<', progress)
    .where('finished_at_ms', 'is', null),
);
type StepValues = {
  id: string;
  index: number;
  state: string;
  attempts: number;
  result: string | null;
  finishedAtMs: number | null;
};
const updateStep = prepared((query, values: StepValues) =>
  query
    .updateTable('operation_steps')
    .set((row) => ({
      state: values.state,
      attempts: values.attempts,
      result: row.fn.coalesce(row.val(values.result), 'result'),
      finished_at_ms: values.finishedAtMs,
    }))
    .where('operation_id', '=', values.id)
    .where('position', '=', values.index),
);
const markCancel = prepared((query, { id }: { id: string }) =>
  query
    .updateTable('operations')
    .set({ cancel_requested: 1 })
    .where('id', '=', id)
    .where('cancellable', '=', 1)
    .where('state', 'in', ['pending', 'running']),
);

export async function insert(db: Db, operation: Operation): Promise<void> {
  await db.atomic(async (tx) => {
    await refuseDuplicate(insertRow(tx, toOperationRow(operation)), () => alreadyRunning(tx, operation));
    for (const [position, step] of operation.steps.entries()) {
      await insertStep(tx, toStepRow(operation.id, position, step));
    }
  });
}

/** `done` completes the progress. */
export async function setState(
  db: Db,
  id: string,
  state: OperationState,
  change: Parameters<OperationStore['setState']>[2],
): Promise<void> {
  const values: StateValues = {
    id,
    state,
    error: change.error === undefined ? null : toJson(change.error),
    result: change.result === undefined ? null : toJson(change.result),
    input: change.input === undefined ? null : toJson(change.input),
    startedAtMs: change.startedAtMs ?? null,
    finishedAtMs: change.finishedAtMs ?? null,
  };
  await db.atomic(async (tx) => {
    if (state === 'done') await raiseProgress.run(tx, { id, progress: 100 });
    await updateState.run(tx, values);
  });
}

/** Progress only grows. */
export async function setProgress(db: Db, id: string, progress: number): Promise<void> {
  await raiseProgress.run(db, { id, progress });
}

export async function setStep(
  db: Db,
  id: string,
  index: number,
  change: Parameters<OperationStore['setStep']>[2],
): Promise<void> {
  const result = change.result === undefined ? null : toJson(change.result);
  await updateStep.run(db, { id, index, ...change, result });
}

export async function requestCancel(db: Db, id: string): Promise<boolean> {
  return (await markCancel.run(db, { id })) === 1;
}

async function alreadyRunning(db: Db, { id, subject }: Operation): Promise<DomainError> {
  const running = await unfinishedOf.first(db, subject);
  if (running === undefined) {
    return new DomainError('already_exists', 'an operation of this id exists', {
      subject: { kind: 'operation', id },
    });
  }
  return new DomainError(
    'conflict',
    `the operation ${running.kind} of this ${subject.kind} is not finished`,
    {
      reason: 'operation_running',
      subject,
      details: { operation: running.id, kind: running.kind },
    },
  );
}
