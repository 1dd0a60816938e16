import type { NetworkQos } from '../../../../proto/src/model-qos.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';
import { qosOperation } from './qos-operation.ts';

/** Limits each of its interfaces. At once, also of a running guest. */
export async function setNetworkQos(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; limits: NetworkQos },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  await requireReachable(ports, guest);
  const { limits } = request;
  const to = { ...guest.qos, ...limits };
  await runGuestOperation(ports, ctx, {
    kind: 'set-network-qos',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: guest.qos, to, immediate: true },
    timeoutMs: 60_000,
    details: { ...limits },
  });
}

export const setNetworkQosOperation = qosOperation(
  'set-network-qos',
  (cells, cellId, command, qos, options) => {
    const { receiveBytesPerSecond, sendBytesPerSecond } = qos;
    return cells.setNetworkQos(cellId, { ...command, receiveBytesPerSecond, sendBytesPerSecond }, options);
  },
);
