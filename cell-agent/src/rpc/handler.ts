/** Turns a use-case into a gRPC handler: cancellation as an AbortSignal, errors as statuses. */
import { once } from 'node:events';
import type { handleServerStreamingCall, handleUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import { DomainError } from '../../../proto/src/errors.ts';
import { toStatus } from '../../../proto/src/grpc-error.ts';
import type { LongReply } from '../../../proto/src/model.ts';
import type { Logger } from '../observe/logger.ts';
import type { LongCallOptions } from '../use-cases/ports.ts';

/** What every handler needs besides its use-case. */
export interface RpcContext {
  readonly log: Logger;
  /** Fires when the server stops: streams end. */
  readonly stopping: AbortSignal;
}

export function unary<Request, Reply>(
  { log }: RpcContext,
  verb: (request: Request, signal: AbortSignal) => Promise<Reply>,
): handleUnaryCall<Request, Reply> {
  return (call, callback) => {
    const answer = async () => await verb(call.request, abortedBy(call));
    answer().then(
      (reply) => callback(null, reply),
      (error: unknown) => {
        logBug(log, call.getPath(), error);
        callback(toStatus(error));
      },
    );
  };
}

/** A verb that streams its progress and ends with its value. A slow reader misses progress, never the value. */
export function long<Request, Value>(
  context: RpcContext,
  verb: (request: Request, options: LongCallOptions) => Promise<Value>,
): handleServerStreamingCall<Request, LongReply<Value>> {
  return streaming(context, async (request, call, signal) => {
    let last = '';
    const onProgress: LongCallOptions['onProgress'] = (percent, phase) => {
      const rounded = Math.floor(percent);
      const progress = `${rounded} ${phase}`;
      if (progress === last || call.writableNeedDrain || signal.aborted) return;
      last = progress;
      call.write({ type: 'progress', percent: rounded, phase });
    };
    const value = await verb(request, { signal, onProgress });
    call.write({ type: 'done', value });
  });
}

/** A stream that lasts until one side ends it. The source is asked for the next value when the last one is taken. */
export function endless<Request, Value>(
  context: RpcContext,
  source: (request: Request, signal: AbortSignal) => AsyncIterable<Value>,
): handleServerStreamingCall<Request, Value> {
  return streaming(context, async (request, call, signal) => {
    const ends = AbortSignal.any([signal, context.stopping]);
    for await (const value of source(request, ends)) {
      if (ends.aborted) break;
      if (!call.write(value)) await once(call, 'drain', { signal: ends }).catch(() => undefined);
    }
  });
}

function streaming<Request, Value>(
  { log }: RpcContext,
  answer: (
    request: Request,
    call: ServerWritableStream<Request, Value>,
    signal: AbortSignal,
  ) => Promise<void>,
): handleServerStreamingCall<Request, Value> {
  return (call) => {
    const run = async () => await answer(call.request, call, abortedBy(call));
    run().then(
      () => call.end(),
      (error: unknown) => {
        logBug(log, call.getPath(), error);
        call.emit('error', toStatus(error));
      },
    );
  };
}

/** Fires when the caller goes away or the deadline passes; grpc-js reports both as `cancelled`. */
function abortedBy(call: {
  readonly cancelled: boolean;
  on(event: 'cancelled', listener: () => void): unknown;
}): AbortSignal {
  const abort = new AbortController();
  const cancel = () => abort.abort(new DomainError('cancelled', 'the call was cancelled'));
  call.on('cancelled', cancel);
  if (call.cancelled) cancel();
  return abort.signal;
}

function logBug(log: Logger, path: string, error: unknown): void {
  if (error instanceof DomainError && error.code !== 'internal')
    log.debug({ path, err: error }, 'call refused');
  else log.error({ path, err: error }, 'call failed');
}
