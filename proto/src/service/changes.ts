import { decodeGuest, encodeGuest } from '../convert.ts';
import type { CellGuest, GuestCommand } from '../model.ts';
import type {
  DiskCommand,
  RenameGuestRequest,
  ResizeDiskRequest,
  SetAutoStartRequest,
  SetCoresRequest,
  SetGuestPasswordRequest,
  SetMemoryRequest,
  SetMonitorSecretRequest,
} from '../model-changes.ts';
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

/** A request whose fields are called the same on the wire; what is absent there takes its value of `absent`. */
function request<Value extends GuestCommand>(
  type: MessageType<Value>,
  absent: Omit<Value, keyof GuestCommand>,
): Codec<Value> {
  return codec(
    type,
    (value: Value) => value,
    (message) => {
      const given = Object.entries(absent).map(([key, value]) => [key, message[key as keyof Value] ?? value]);
      return { ...decodeGuestCommand(message), ...Object.fromEntries(given) } as Value;
    },
  );
}

/** Changes of one guest. */
export const changeMethods = {
  renameGuest: method('RenameGuest', request<RenameGuestRequest>(v1.RenameGuestRequest, { name: '' }), guest),
  setCores: method(
    'SetCores',
    request<SetCoresRequest>(v1.SetCoresRequest, { cores: 0, immediate: false }),
    guest,
  ),
  setMemory: method(
    'SetMemory',
    request<SetMemoryRequest>(v1.SetMemoryRequest, { memoryBytes: 0, immediate: false }),
    guest,
  ),
  resizeDisk: method(
    'ResizeDisk',
    request<ResizeDiskRequest>(v1.ResizeDiskRequest, { index: 0, sizeBytes: 0, immediate: false }),
    guest,
  ),
  shrinkDisk: method(
    'ShrinkDisk',
    request<DiskCommand>(v1.ShrinkDiskRequest, { index: 0 }),
    longReply<CellGuest, cellar.cell.v1.IShrinkDiskReply>(
      v1.ShrinkDiskReply,
      (value) => ({ guest: encodeGuest(value) }),
      (message) => (message.guest ? decodeGuest(message.guest) : undefined),
      (progress) => ({ progress }),
    ),
    'stream',
  ),
  setAutoStart: method(
    'SetAutoStart',
    request<SetAutoStartRequest>(v1.SetAutoStartRequest, { enabled: false }),
    guest,
  ),
  setMonitorSecret: method(
    'SetMonitorSecret',
    request<SetMonitorSecretRequest>(v1.SetMonitorSecretRequest, { secret: '' }),
    guest,
  ),
  setGuestPassword: method(
    'SetGuestPassword',
    request<SetGuestPasswordRequest>(v1.SetGuestPasswordRequest, { user: '', password: '' }),
    empty,
  ),
};
