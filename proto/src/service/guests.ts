import {
  decodeBoot,
  decodeGuest,
  decodeGuestSpec,
  encodeBoot,
  encodeGuest,
  encodeGuestSpec,
} from '../convert.ts';
import type { BootSource, CellGuest, GuestCommand, GuestSpec } from '../model.ts';
import { cellar } from '../runtime.ts';
import {
  type Codec,
  codec,
  decodeGuestCommand,
  empty,
  guest,
  longReply,
  type MessageType,
  method,
} from './method.ts';

const v1 = cellar.cell.v1;

function guestCommand(type: MessageType<cellar.cell.v1.IRebootGuestRequest>): Codec<GuestCommand> {
  return codec(type, (value: GuestCommand) => value, decodeGuestCommand);
}

function forceable(
  type: MessageType<cellar.cell.v1.IStopGuestRequest>,
): Codec<GuestCommand & { force: boolean }> {
  return codec(
    type,
    (value: GuestCommand & { force: boolean }) => value,
    (message) => ({ ...decodeGuestCommand(message), force: message.force ?? false }),
  );
}

/** A guest's life. */
export const guestMethods = {
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
    longReply<CellGuest, cellar.cell.v1.ICreateGuestReply>(
      v1.CreateGuestReply,
      (value) => ({ guest: encodeGuest(value) }),
      (message) => (message.guest ? decodeGuest(message.guest) : undefined),
      (progress) => ({ progress }),
    ),
    'stream',
  ),
  deleteGuest: method(
    'DeleteGuest',
    codec(
      v1.DeleteGuestRequest,
      (value: GuestCommand & { force: boolean; storage?: string }) => value,
      (message): GuestCommand & { force: boolean; storage?: string } => ({
        ...decodeGuestCommand(message),
        force: message.force ?? false,
        storage: message.storage ?? '',
      }),
    ),
    empty,
  ),
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
};
