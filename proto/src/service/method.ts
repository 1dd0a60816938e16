/** How a verb of the cell protocol is declared: a name, and codecs between plain values and bytes. */
import type { MethodDefinition } from '@grpc/grpc-js';
import type { Reader, Writer } from 'protobufjs';
import { decodeGuest, decodeProgress, encodeGuest, encodeProgress } from '../convert.ts';
import { DomainError } from '../errors.ts';
import type { CellGuest, GuestCommand, LongReply, Progress } from '../model.ts';
import { cellar } from '../runtime.ts';

const v1 = cellar.cell.v1;

export interface MessageType<M> {
  encode(message: M, writer?: Writer): Writer;
  decode(reader: Reader | Uint8Array, length?: number): M;
}

export interface Codec<T> {
  serialize(value: T): Buffer;
  deserialize(bytes: Buffer): T;
}

export function codec<T, M>(
  type: MessageType<M>,
  encode: (value: T) => M,
  decode: (message: M) => T,
): Codec<T> {
  return {
    serialize: (value) => Buffer.from(type.encode(encode(value)).finish()),
    deserialize: (bytes) => decode(type.decode(bytes)),
  };
}

/** @param kind `stream`: the reply is a stream. */
export function method<Request, Reply>(
  name: string,
  request: Codec<Request>,
  reply: Codec<Reply>,
  kind: 'unary' | 'stream' = 'unary',
): MethodDefinition<Request, Reply> {
  return {
    path: `/cellar.cell.v1.Cell/${name}`,
    requestStream: false,
    responseStream: kind === 'stream',
    requestSerialize: request.serialize,
    requestDeserialize: request.deserialize,
    responseSerialize: reply.serialize,
    responseDeserialize: reply.deserialize,
  };
}

/** Decoded to an object, as grpc-js takes `undefined` for a message that is missing. */
export const empty = codec<void, object>(
  v1.Empty,
  () => ({}),
  () => ({}),
);

export const guest: Codec<CellGuest> = codec(v1.Guest, encodeGuest, decodeGuest);

/** Ids as they stand in every command. */
export function decodeGuestCommand(message: {
  operationId?: string | null;
  guestId?: string | null;
}): GuestCommand {
  return { operationId: message.operationId ?? '', guestId: message.guestId ?? '' };
}

/** The reply of a verb that streams its progress: `encode` and `decode` are those of its value. */
export function longReply<Value, Message extends { progress?: cellar.cell.v1.IProgress | null }>(
  type: MessageType<Message>,
  encode: (value: Value) => Omit<Message, 'progress'>,
  decode: (message: Message) => Value | undefined,
  ofProgress: (progress: cellar.cell.v1.IProgress) => Message,
): Codec<LongReply<Value>> {
  return codec<LongReply<Value>, Message>(
    type,
    (reply) =>
      reply.type === 'progress' ? ofProgress(encodeProgress(reply)) : (encode(reply.value) as Message),
    (message): Progress | { type: 'done'; value: Value } => {
      if (message.progress) return decodeProgress(message.progress);
      const value = decode(message);
      if (value !== undefined) return { type: 'done', value };
      throw new DomainError('invalid', 'a reply of the cell protocol is empty', { reason: 'protocol' });
    },
  );
}
