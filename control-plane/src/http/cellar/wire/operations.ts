import { z } from 'zod';
import type { OperationView } from '../../../use-cases/operations/operation-view.ts';
import { digits, oneOf, text } from '../../fields.ts';
import { isoTime, paging } from './common.ts';

const states = ['unfinished', 'pending', 'running', 'undoing', 'done', 'failed', 'cancelled'] as const;

export const listOperationsQuery = z
  .object({
    ...paging,
    state: oneOf(states).optional(),
    kind: text(100).optional(),
    subject_kind: text(100).optional(),
    subject_id: text(100).optional(),
  })
  .refine((query) => (query.subject_kind === undefined) === (query.subject_id === undefined), {
    path: ['subject_id'],
    error: 'must be given together with subject_kind',
  });

export function toOperationSearch(query: z.output<typeof listOperationsQuery>) {
  const { limit, offset, state, kind, subject_kind, subject_id } = query;
  return {
    limit,
    offset,
    ...(state !== undefined && { state }),
    ...(kind !== undefined && { kind }),
    ...(subject_kind !== undefined &&
      subject_id !== undefined && { subject: { kind: subject_kind, id: subject_id } }),
  };
}

export const getOperationQuery = z.object({ wait: digits(0, 60).default(0) });

export function operationToWire(operation: OperationView) {
  const { error, steps } = operation;
  return {
    id: operation.id,
    kind: operation.kind,
    subject: operation.subject,
    state: operation.state,
    progress: operation.progress,
    error: error === null ? null : { code: error.code, reason: error.reason, message: error.message },
    result: operation.result ?? null,
    cancellable: operation.cancellable,
    cancel_requested: operation.cancelRequested,
    actor: { id: operation.actorId, name: operation.actorName, via: operation.via },
    request_id: operation.requestId,
    created_at: isoTime(operation.createdAtMs),
    started_at: isoTime(operation.startedAtMs),
    finished_at: isoTime(operation.finishedAtMs),
    steps: steps.map(({ name, state, attempts, finishedAtMs }) => ({
      name,
      state,
      attempts,
      finished_at: isoTime(finishedAtMs),
    })),
  };
}
