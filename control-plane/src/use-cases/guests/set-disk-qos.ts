import type { DiskQos } from '../../../../proto/src/model-qos.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';
import { qosOperation } from './qos-operation.ts';

/** Limits each of its disks. At once, also of a running guest. */
export async function setDiskQos(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; limits: DiskQos },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  const { limits } = request;
  const to = { ...guest.qos, ...limits };
  await runGuestOperation(ports, ctx, {
    kind: 'set-disk-qos',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: guest.qos, to, immediate: true },
    timeoutMs: 60_000,
    details: { ...limits },
  });
}

export const setDiskQosOperation = qosOperation('set-disk-qos', (cells, cellId, command, qos, options) => {
  const { readBytesPerSecond, writeBytesPerSecond, readIops, writeIops } = qos;
  const limits = { readBytesPerSecond, writeBytesPerSecond, readIops, writeIops };
  return cells.setDiskQos(cellId, { ...command, ...limits }, options);
});
