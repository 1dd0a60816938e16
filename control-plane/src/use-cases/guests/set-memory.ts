import { checkMemory } from '../../domain/guest-shape.ts';
import { holdQuota } from '../adjutant/quotas/require-quota.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type ChangePorts, changeOperation, noChange } from './change-operation.ts';
import { requireRoom } from './choose-cell.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';
import { refuseRunning } from './power-state.ts';

/** Of a stopped guest; with `immediate` of a running one at once, up to what it was started for. */
export async function setMemory(
  ports: ChangePorts & Pick<Ports, 'limits'>,
  ctx: Context,
  request: { guestId: string; memoryBytes: number; immediate: boolean },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const { memoryBytes, immediate } = request;
  checkMemory(memoryBytes);
  if (guest.memoryBytes === memoryBytes) throw noChange(guest, 'no need to modify: it has that memory');
  await requireReachable(ports, guest);
  if (!immediate) {
    refuseRunning(ports, guest, `guest '${guest.name}' is still running: stop it, or ask for it immediately`);
  }
  const growthBytes = memoryBytes - guest.memoryBytes;
  await runGuestOperation(ports, ctx, {
    kind: 'set-memory',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: guest.memoryBytes, to: memoryBytes, immediate },
    timeoutMs: 90_000,
    reserve: async (tx, operation) => {
      if (growthBytes <= 0) return;
      await requireRoom(tx, ports, guest, { memoryBytes: growthBytes });
      await holdQuota(tx, guest, { memoryBytes: growthBytes }, operation);
    },
  });
}

export const setMemoryOperation = changeOperation<number>({
  kind: 'set-memory',
  timeoutMs: 75_000,
  onCell: (cells, { cellId, operationId, guestId, value, immediate, options }) =>
    cells.setMemory(cellId, { operationId, guestId, memoryBytes: value, immediate }, options),
  wanted: (memoryBytes) => ({ memoryBytes }),
});
