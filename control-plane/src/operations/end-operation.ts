import type { DomainError } from '../../../proto/src/errors.ts';
import type { Via } from '../domain/actor.ts';
import type { Operation, OperationError } from '../domain/operation.ts';
import type { Context } from '../use-cases/context.ts';
import type { Store } from '../use-cases/ports/index.ts';

/** The last rows of an operation: its state, and what it came to in the audit. */
export async function endOperation(
  tx: Store,
  operation: Operation,
  ending: {
    state: 'done' | 'failed' | 'cancelled';
    error: OperationError | null;
    result: unknown;
    /** Replaces the input, if that was secret. */
    input?: unknown;
    nowMs: number;
  },
): Promise<void> {
  const { state, error, result, input, nowMs } = ending;
  await tx.operations.setState(operation.id, state, { result, input, finishedAtMs: nowMs });
  const details =
    error === null ? {} : { error: { code: error.code, reason: error.reason, message: error.message } };
  await tx.audit.append(contextOf(operation, nowMs), {
    action: operation.kind,
    subject: operation.subject,
    outcome: state,
    details: { operation: operation.id, ...details },
  });
}

export function toOperationError(error: DomainError): OperationError {
  const { code, message } = error;
  return { code, reason: error.reason ?? null, message, details: error.details ?? null };
}

/** Whoever asked for the operation answers for its end; his address is known from the row that accepted it. */
function contextOf(operation: Operation, nowMs: number): Context {
  return {
    actor: {
      userId: operation.actorId,
      userName: operation.actorName,
      group: null,
      menus: [],
      via: operation.via as Via,
      credentialHash: '',
    },
    requestId: operation.requestId,
    address: '',
    nowMs,
  };
}
