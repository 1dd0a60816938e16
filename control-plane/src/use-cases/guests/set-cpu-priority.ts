import type { CpuPriority } from '../../../../proto/src/model.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';
import { qosOperation } from './qos-operation.ts';

/** Its share of the processors while other guests want them too. At once, also of a running guest. */
export async function setCpuPriority(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; priority: CpuPriority },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const { priority } = request;
  const { qos } = guest;
  await requireReachable(ports, guest);
  const to = { ...qos, cpuPriority: priority };
  await runGuestOperation(ports, ctx, {
    kind: 'set-cpu-priority',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: qos, to, immediate: true },
    timeoutMs: 60_000,
    details: { priority },
  });
}

export const setCpuPriorityOperation = qosOperation(
  'set-cpu-priority',
  (cells, cellId, command, qos, options) =>
    cells.setCpuPriority(cellId, { ...command, priority: qos.cpuPriority }, options),
);
