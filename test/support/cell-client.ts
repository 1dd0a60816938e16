/** A plain gRPC client of one cell for tests, with promises and decoded errors. */
import {
  type CallOptions,
  type ClientReadableStream,
  credentials,
  makeGenericClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js';
import { fromServiceError } from '../../proto/src/grpc-error.ts';
import type { CellEvent, LongReply } from '../../proto/src/model.ts';
import { type CellService, cellService } from '../../proto/src/service.ts';
import type { Certificate } from './throwaway-pki.ts';

type LongVerb = 'createGuest' | 'pullImage' | 'shrinkDisk' | 'buildImage' | 'resetSystem';
type StreamingVerb = 'events' | LongVerb;
type UnaryVerb = Exclude<keyof CellService, StreamingVerb>;
type RequestOf<Verb extends keyof CellService> = Parameters<CellService[Verb]['requestSerialize']>[0];
type ReplyOf<Verb extends keyof CellService> = ReturnType<CellService[Verb]['responseDeserialize']>;
type ValueOf<Verb extends keyof CellService> =
  Extract<ReplyOf<Verb>, { type: 'done' }> extends { value: infer V } ? V : never;

export interface CellClient extends Disposable {
  call<Verb extends UnaryVerb>(
    verb: Verb,
    request: RequestOf<Verb>,
    options?: CallOptions,
  ): Promise<ReplyOf<Verb>>;
  /** Consumes the progress and returns the value. */
  long<Verb extends LongVerb>(
    verb: Verb,
    request: RequestOf<Verb>,
    options?: CallOptions & { onProgress?: (percent: number) => void; signal?: AbortSignal },
  ): Promise<ValueOf<Verb>>;
  events(statisticsIntervalMs: number): ClientReadableStream<CellEvent>;
}

export function connectCell(port: number, caCertificate: string, keys: Certificate | null): CellClient {
  const pem = (text: string | undefined) => (text === undefined ? null : Buffer.from(text));
  const verify = { checkServerIdentity: () => undefined };
  const secure = credentials.createSsl(
    Buffer.from(caCertificate),
    pem(keys?.key),
    pem(keys?.certificate),
    verify,
  );
  const Constructor = makeGenericClientConstructor(cellService, 'Cell');
  const client = new Constructor(`localhost:${port}`, secure, {
    'grpc.max_receive_message_length': 64 * 2 ** 20,
  });
  return {
    call(verb, request, options = {}) {
      const { path, requestSerialize, responseDeserialize } = cellService[verb];
      return new Promise((resolve, reject) => {
        const settle = (error: ServiceError | null, value?: unknown) => {
          if (error === null) resolve(value as ReplyOf<typeof verb>);
          else reject(fromServiceError(error));
        };
        client.makeUnaryRequest(
          path,
          requestSerialize as (value: unknown) => Buffer,
          responseDeserialize,
          request,
          options,
          settle,
        );
      });
    },
    async long(verb, request, options = {}) {
      const { path, requestSerialize, responseDeserialize } = cellService[verb];
      const serialize = requestSerialize as (value: unknown) => Buffer;
      const deserialize = responseDeserialize as (bytes: Buffer) => LongReply<ValueOf<typeof verb>>;
      const stream = client.makeServerStreamRequest(path, serialize, deserialize, request, options);
      options.signal?.addEventListener('abort', () => stream.cancel());
      try {
        for await (const reply of stream) {
          if (reply.type === 'done') return reply.value;
          options.onProgress?.(reply.percent);
        }
      } catch (error) {
        throw fromServiceError(error as ServiceError);
      }
      throw new Error('the stream ended without a value');
    },
    events(statisticsIntervalMs) {
      const { path, requestSerialize, responseDeserialize } = cellService.events;
      return client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {
        statisticsIntervalMs,
      });
    },
    [Symbol.dispose]: () => client.close(),
  };
}
