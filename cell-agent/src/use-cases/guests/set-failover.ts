import type { CellGuest } from '../../../../proto/src/model.ts';
import type { SetFailoverRequest } from '../../../../proto/src/model-leases.ts';
import type { Cell } from '../ports.ts';
import { changeGuest } from './change-guest.ts';
import { isOff } from './find-guest.ts';

/**
 * Whether the guest needs a lease to run. One that runs goes on: with a lease that it was given before, or without one.
 * @throws DomainError `conflict` with reason `no_lease` for one that runs and was given none.
 */
export async function setFailover(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'leases'>,
  { guestId, enabled }: SetFailoverRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async (guest, hypervisor) => {
    if (enabled && !isOff(guest)) await cell.leases.register(guestId);
    await hypervisor.setFailover(guestId, enabled);
    if (!enabled && guest.spec.failover) await cell.leases.exempt(guestId);
  });
}
