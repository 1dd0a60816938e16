/**
 * The gRPC service `cellar.cell.v1.Cell` as typed method definitions over the plain values of `model.ts`.
 * Client and server share them, so that neither side ever touches a protobuf message.
 */
import type { MethodDefinition } from '@grpc/grpc-js';
import type { Reader, Writer } from 'protobufjs';
import {
  decodeBoot,
  decodeGuest,
  decodeGuestSpec,
  decodeProgress,
  encodeBoot,
  encodeGuest,
  encodeGuestSpec,
  encodeProgress,
} from './convert.ts';
import { decodeCell, decodeEvent, decodeImage, encodeCell, encodeEvent } from './convert-events.ts';
import { DomainError } from './errors.ts';
import type {
  BootSource,
  CachedImage,
  CellGuest,
  GuestCommand,
  GuestSpec,
  LongReply,
  PullImageRequest,
} from './model.ts';
import { cellar } from './runtime.ts';

const v1 = cellar.cell.v1;

interface MessageType<M> {
  encode(message: M, writer?: Writer): Writer;
  decode(reader: Reader | Uint8Array, length?: number): M;
}

interface Codec<T> {
  serialize(value: T): Buffer;
  deserialize(bytes: Buffer): T;
}

function codec<T, M>(type: MessageType<M>, encode: (value: T) => M, decode: (message: M) => T): Codec<T> {
  return {
    serialize: (value) => Buffer.from(type.encode(encode(value)).finish()),
    deserialize: (bytes) => decode(type.decode(bytes)),
  };
}

function method<Request, Reply>(
  name: string,
  request: Codec<Request>,
  reply: Codec<Reply>,
  replyStream = false,
  requestStream = false,
): MethodDefinition<Request, Reply> {
  return {
    path: `/cellar.cell.v1.Cell/${name}`,
    requestStream,
    responseStream: replyStream,
    requestSerialize: request.serialize,
    requestDeserialize: request.deserialize,
    responseSerialize: reply.serialize,
    responseDeserialize: reply.deserialize,
  };
}

/** Decoded to an object, as grpc-js takes `undefined` for a message that is missing. */
const empty = codec<void, object>(
  v1.Empty,
  () => ({}),
  () => ({}),
);
const cell = codec(v1.CellDescription, encodeCell, decodeCell);
const guest = codec(v1.Guest, encodeGuest, decodeGuest);
const event = codec(v1.Event, encodeEvent, decodeEvent);

function guestCommand(type: MessageType<cellar.cell.v1.IRebootGuestRequest>): Codec<GuestCommand> {
  return codec(type, (value: GuestCommand) => value, decodeGuestCommand);
}

function decodeGuestCommand(message: { operationId?: string | null; guestId?: string | null }): GuestCommand {
  return { operationId: message.operationId ?? '', guestId: message.guestId ?? '' };
}

function missing(): never {
  throw new DomainError('invalid', 'a reply of the cell protocol is empty', { reason: 'protocol' });
}

export const cellService = {
  describeCell: method('DescribeCell', empty, cell),
  events: method(
    'Events',
    codec(
      v1.EventsRequest,
      (value: { statisticsIntervalMs: number }) => value,
      (message) => ({ statisticsIntervalMs: message.statisticsIntervalMs ?? 0 }),
    ),
    event,
    true,
  ),
  getGuest: method(
    'GetGuest',
    codec(
      v1.GuestRequest,
      (value: { guestId: string }) => value,
      (message) => ({ guestId: message.guestId ?? '' }),
    ),
    guest,
  ),
  createGuest: method(
    'CreateGuest',
    codec(
      v1.CreateGuestRequest,
      (value: { operationId: string; spec: GuestSpec }) => ({ ...value, spec: encodeGuestSpec(value.spec) }),
      (message) => ({ operationId: message.operationId ?? '', spec: decodeGuestSpec(message.spec) }),
    ),
    codec<LongReply<CellGuest>, cellar.cell.v1.ICreateGuestReply>(
      v1.CreateGuestReply,
      (reply) =>
        reply.type === 'progress' ? { progress: encodeProgress(reply) } : { guest: encodeGuest(reply.value) },
      (message) => {
        if (message.progress) return decodeProgress(message.progress);
        return message.guest ? { type: 'done', value: decodeGuest(message.guest) } : missing();
      },
    ),
    true,
  ),
  deleteGuest: method('DeleteGuest', forceable(v1.DeleteGuestRequest), empty),
  startGuest: method(
    'StartGuest',
    codec(
      v1.StartGuestRequest,
      (value: GuestCommand & { boot: BootSource }) => ({ ...value, boot: encodeBoot(value.boot) }),
      (message) => ({ ...decodeGuestCommand(message), boot: decodeBoot(message.boot) }),
    ),
    guest,
  ),
  stopGuest: method('StopGuest', forceable(v1.StopGuestRequest), guest),
  rebootGuest: method('RebootGuest', guestCommand(v1.RebootGuestRequest), guest),
  resetGuest: method('ResetGuest', guestCommand(v1.ResetGuestRequest), guest),
  pullImage: method(
    'PullImage',
    codec(
      v1.PullImageRequest,
      (value: PullImageRequest) => value,
      (message): PullImageRequest => ({
        operationId: message.operationId ?? '',
        imageId: message.imageId ?? '',
        sha256: message.sha256 ?? '',
        sizeBytes: message.sizeBytes ?? 0,
        format: message.format === 'iso' ? 'iso' : 'qcow2',
        url: message.url ?? '',
      }),
    ),
    codec<LongReply<CachedImage>, cellar.cell.v1.IPullImageReply>(
      v1.PullImageReply,
      (reply) => (reply.type === 'progress' ? { progress: encodeProgress(reply) } : { image: reply.value }),
      (message) => {
        if (message.progress) return decodeProgress(message.progress);
        return message.image ? { type: 'done', value: decodeImage(message.image) } : missing();
      },
    ),
    true,
  ),
  removeImage: method(
    'RemoveImage',
    codec(
      v1.RemoveImageRequest,
      (value: { operationId: string; sha256: string }) => value,
      (message) => ({ operationId: message.operationId ?? '', sha256: message.sha256 ?? '' }),
    ),
    empty,
  ),
};

function forceable(
  type: MessageType<cellar.cell.v1.IStopGuestRequest>,
): Codec<GuestCommand & { force: boolean }> {
  return codec(
    type,
    (value: GuestCommand & { force: boolean }) => value,
    (message) => ({ ...decodeGuestCommand(message), force: message.force ?? false }),
  );
}

export type CellService = typeof cellService;
