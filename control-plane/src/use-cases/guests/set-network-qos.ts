import type { NetworkQos } from '../../../../proto/src/model-qos.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from './change-operation.ts';
import { changeQos, qosOperation } from './qos-operation.ts';

/** Limits each of its interfaces. At once, also of a running guest. */
export async function setNetworkQos(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; limits: NetworkQos },
): Promise<void> {
  await changeQos(ports, ctx, { kind: 'set-network-qos', ...request });
}

export const setNetworkQosOperation = qosOperation(
  'set-network-qos',
  (cells, cellId, command, qos, options) => {
    const { receiveBytesPerSecond, sendBytesPerSecond } = qos;
    return cells.setNetworkQos(cellId, { ...command, receiveBytesPerSecond, sendBytesPerSecond }, options);
  },
);
