import type { Operation } from '../domain/operation.ts';
import type { Context } from '../use-cases/context.ts';
import type { AnyDefinition } from './run-steps.ts';

/** A new operation of this definition, not yet stored. */
export function newOperation(
  id: string,
  context: Context,
  definition: AnyDefinition,
  request: { readonly subject: { kind: string; id: string }; readonly input: unknown },
): Operation {
  return {
    id,
    kind: definition.kind,
    subject: { kind: request.subject.kind, id: request.subject.id },
    actorId: context.actor.userId,
    actorName: context.actor.userName,
    via: context.actor.via,
    requestId: context.requestId,
    state: 'pending',
    progress: 0,
    error: null,
    input: request.input,
    result: null,
    cancellable: definition.cancellable,
    cancelRequested: false,
    steps: definition.steps.map((step) => ({
      name: step.name,
      state: 'waiting',
      attempts: 0,
      result: null,
      finishedAtMs: null,
    })),
    createdAtMs: context.nowMs,
    startedAtMs: null,
    finishedAtMs: null,
  };
}
