/** Verbs over gRPC: deadline, cancel, and the agent's own errors. */
import { type Client, Metadata, type MethodDefinition, type ServiceError } from '@grpc/grpc-js';
import { DomainError } from '../../../../proto/src/errors.ts';
import { fromServiceError } from '../../../../proto/src/grpc-error.ts';
import type { LongReply } from '../../../../proto/src/model.ts';
import type { CallOptions } from '../../use-cases/ports/index.ts';

/** What can be stopped when the trust in a cell ends. */
export interface Stoppable {
  cancel(): void;
}

/** The connection that a verb takes. */
export interface CallTarget {
  readonly cellName: string;
  readonly client: Client;
  readonly running: Set<Stoppable>;
}

export function callUnary<Request, Reply>(
  target: CallTarget,
  method: MethodDefinition<Request, Reply>,
  request: Request,
  options: CallOptions,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { path, requestSerialize, responseDeserialize } = method;
    if (refuseAborted(options, reject)) return;
    const call = target.client.makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      new Metadata(),
      deadline(options),
      (error, reply) => {
        release();
        if (error) reject(explain(target, error, options));
        else resolve(reply as Reply);
      },
    );
    const release = follow(target, call, options);
  });
}

/** A verb that streams progress; returns the value of its last message. */
export function callLong<Request, Value>(
  target: CallTarget,
  method: MethodDefinition<Request, LongReply<Value>>,
  request: Request,
  options: CallOptions,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const { path, requestSerialize, responseDeserialize } = method;
    if (refuseAborted(options, reject)) return;
    const call = target.client.makeServerStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      new Metadata(),
      deadline(options),
    );
    const release = follow(target, call, options);
    call.on('data', (reply: LongReply<Value>) => {
      if (reply.type === 'done') resolve(reply.value);
      else options.onProgress?.(reply.percent);
    });
    call.on('error', (error: ServiceError) => {
      release();
      reject(explain(target, error, options));
    });
    call.on('end', () => {
      release();
      reject(new DomainError('internal', 'the cell ended a call without a result', { reason: 'protocol' }));
    });
  });
}

export function unreachable(cellName: string, cause?: unknown): DomainError {
  return new DomainError('cell_unreachable', `cell '${cellName}' is not reachable`, {
    reason: 'cell_unreachable',
    cause,
  });
}

function explain(target: CallTarget, error: ServiceError, { signal }: CallOptions): DomainError {
  try {
    const failure = fromServiceError(error);
    // Who did not cancel, and is told of a cancel, has lost the cell: its agent or its link was stopped.
    const lost = failure.code === 'cancelled' && !signal?.aborted;
    return lost || failure.reason === 'cell_unreachable' ? unreachable(target.cellName, error) : failure;
  } catch {
    return new DomainError('internal', `cell '${target.cellName}' answered with an unreadable error`, {
      reason: 'protocol',
      cause: error,
    });
  }
}

function deadline({ timeoutMs }: CallOptions): { deadline: number } {
  return { deadline: Date.now() + timeoutMs };
}

function refuseAborted({ signal }: CallOptions, reject: (error: Error) => void): boolean {
  if (!signal?.aborted) return false;
  reject(new DomainError('cancelled', 'the call to the cell was cancelled', { cause: signal.reason }));
  return true;
}

/** Cancels the call with the signal or the cell, until the returned function is called. */
function follow(target: CallTarget, call: Stoppable, { signal }: CallOptions): () => void {
  const abort = () => call.cancel();
  signal?.addEventListener('abort', abort, { once: true });
  target.running.add(call);
  return () => {
    signal?.removeEventListener('abort', abort);
    target.running.delete(call);
  };
}
