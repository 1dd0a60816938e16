/** Changes of what a guest may take; what a request leaves out of a group is unlimited from then on. */
import { z } from 'zod';
import type { DiskQos, NetworkQos } from '../../../../../proto/src/model-qos.ts';
import { oneOf, wholeNumber } from '../../fields.ts';

const limit = wholeNumber()
  .nullish()
  .transform((value) => value ?? 0);

export const setCpuPriorityRequest = z.object({ priority: oneOf(['high', 'medium', 'low']) });

export const setDiskQosRequest = z.object({
  write_speed: limit,
  write_iops: limit,
  read_speed: limit,
  read_iops: limit,
});

export function toDiskQos(request: z.output<typeof setDiskQosRequest>): DiskQos {
  return {
    writeBytesPerSecond: request.write_speed,
    writeIops: request.write_iops,
    readBytesPerSecond: request.read_speed,
    readIops: request.read_iops,
  };
}

export const setNetworkQosRequest = z.object({ receive_speed: limit, send_speed: limit });

export function toNetworkQos(request: z.output<typeof setNetworkQosRequest>): NetworkQos {
  return { receiveBytesPerSecond: request.receive_speed, sendBytesPerSecond: request.send_speed };
}
