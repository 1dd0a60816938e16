import { checkCores } from '../../domain/guest-shape.ts';
import { isRunning } from '../../domain/live.ts';
import { holdQuota } from '../adjutant/quotas/require-quota.ts';
import type { Context } from '../context.ts';
import { type ChangePorts, changeOperation, noChange } from './change-operation.ts';
import { findOwnGuest } from './guest-access.ts';
import { requireReachable, runGuestOperation } from './guest-operation.ts';

/** A running guest gets them from its next start; with `immediate` at once, up to what it was started for. */
export async function setCores(
  ports: ChangePorts,
  ctx: Context,
  request: { guestId: string; cores: number; immediate: boolean },
): Promise<void> {
  const guest = await findOwnGuest(ports, ctx, request.guestId);
  const { cores, immediate } = request;
  checkCores(cores);
  // What a running guest was to get from its next start it may get now.
  const mayWait = immediate && isRunning(ports.live.guest(guest.id));
  if (guest.cores === cores && !mayWait) throw noChange(guest, `no need to modify: it has ${cores} cores`);
  await requireReachable(ports, guest);
  await runGuestOperation(ports, ctx, {
    kind: 'set-cores',
    guest,
    input: { guestId: guest.id, cellId: guest.cellId, from: guest.cores, to: cores, immediate },
    timeoutMs: 90_000,
    reserve: async (tx, operation) => {
      if (cores > guest.cores) await holdQuota(tx, guest, { cores: cores - guest.cores }, operation);
    },
  });
}

export const setCoresOperation = changeOperation<number>({
  kind: 'set-cores',
  timeoutMs: 75_000,
  onCell: (cells, { cellId, operationId, guestId, value, immediate, options }) =>
    cells.setCores(cellId, { operationId, guestId, cores: value, immediate }, options),
  wanted: (cores) => ({ cores }),
});
