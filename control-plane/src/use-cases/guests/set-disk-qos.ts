import type { DiskQos } from '../../../../proto/src/model-qos.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from './change-operation.ts';
import { changeQos, qosOperation } from './qos-operation.ts';

/** Limits each of its disks. At once, also of a running guest. */
export async function setDiskQos(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; limits: DiskQos },
): Promise<void> {
  await changeQos(ports, ctx, { kind: 'set-disk-qos', ...request });
}

export const setDiskQosOperation = qosOperation('set-disk-qos', (cells, cellId, command, qos, options) => {
  const { readBytesPerSecond, writeBytesPerSecond, readIops, writeIops } = qos;
  const limits = { readBytesPerSecond, writeBytesPerSecond, readIops, writeIops };
  return cells.setDiskQos(cellId, { ...command, ...limits }, options);
});
