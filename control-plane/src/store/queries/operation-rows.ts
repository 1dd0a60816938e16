import type { Operation, OperationState, OperationStep, StepState } from '../../domain/operation.ts';
import { fromFlag, fromJson, toFlag, toJson } from '../columns.ts';
import type { OperationStepsTable } from '../tables/operation-steps.ts';
import type { OperationsTable } from '../tables/operations.ts';

export function toOperation(row: OperationsTable, steps: readonly OperationStepsTable[]): Operation {
  return {
    id: row.id,
    kind: row.kind,
    subject: { kind: row.subject_kind, id: row.subject_id },
    actorId: row.actor_id,
    actorName: row.actor_name,
    via: row.via,
    requestId: row.request_id,
    state: row.state as OperationState,
    progress: row.progress,
    error: row.error === null ? null : fromJson(row.error),
    input: fromJson(row.input),
    result: fromJson(row.result),
    cancellable: fromFlag(row.cancellable),
    cancelRequested: fromFlag(row.cancel_requested),
    steps: steps.map(toStep),
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}

function toStep(row: OperationStepsTable): OperationStep {
  return {
    name: row.name,
    state: row.state as StepState,
    attempts: row.attempts,
    result: fromJson(row.result),
    finishedAtMs: row.finished_at_ms,
  };
}

export function toOperationRow(operation: Operation): OperationsTable {
  return {
    id: operation.id,
    kind: operation.kind,
    subject_kind: operation.subject.kind,
    subject_id: operation.subject.id,
    actor_id: operation.actorId,
    actor_name: operation.actorName,
    via: operation.via,
    request_id: operation.requestId,
    state: operation.state,
    progress: operation.progress,
    error: operation.error === null ? null : toJson(operation.error),
    input: toJson(operation.input),
    result: toJson(operation.result),
    cancellable: toFlag(operation.cancellable),
    cancel_requested: toFlag(operation.cancelRequested),
    created_at_ms: operation.createdAtMs,
    started_at_ms: operation.startedAtMs,
    finished_at_ms: operation.finishedAtMs,
  };
}

export function toStepRow(operationId: string, position: number, step: OperationStep): OperationStepsTable {
  return {
    operation_id: operationId,
    position,
    name: step.name,
    state: step.state,
    attempts: step.attempts,
    result: toJson(step.result),
    finished_at_ms: step.finishedAtMs,
  };
}
