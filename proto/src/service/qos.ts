import { decodeCpuPriority, encodeCpuPriority } from '../convert.ts';
import type { SetCpuPriorityRequest, SetDiskQosRequest, SetNetworkQosRequest } from '../model-qos.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, guest, method } from './method.ts';

const v1 = cellar.cell.v1;

/** What a guest may take of its cell. */
export const qosMethods = {
  setCpuPriority: method(
    'SetCpuPriority',
    codec(
      v1.SetCpuPriorityRequest,
      (value: SetCpuPriorityRequest) => ({ ...value, priority: encodeCpuPriority(value.priority) }),
      (message): SetCpuPriorityRequest => ({
        ...decodeGuestCommand(message),
        priority: decodeCpuPriority(message.priority),
      }),
    ),
    guest,
  ),
  setDiskQos: method(
    'SetDiskQos',
    codec(
      v1.SetDiskQosRequest,
      (value: SetDiskQosRequest) => value,
      (message): SetDiskQosRequest => ({
        ...decodeGuestCommand(message),
        readBytesPerSecond: message.readBytesPerSecond ?? 0,
        writeBytesPerSecond: message.writeBytesPerSecond ?? 0,
        readIops: message.readIops ?? 0,
        writeIops: message.writeIops ?? 0,
      }),
    ),
    guest,
  ),
  setNetworkQos: method(
    'SetNetworkQos',
    codec(
      v1.SetNetworkQosRequest,
      (value: SetNetworkQosRequest) => value,
      (message): SetNetworkQosRequest => ({
        ...decodeGuestCommand(message),
        receiveBytesPerSecond: message.receiveBytesPerSecond ?? 0,
        sendBytesPerSecond: message.sendBytesPerSecond ?? 0,
      }),
    ),
    guest,
  ),
};
