import type { ArriveGuestRequest, Cookie } from '../../../../proto/src/model-migration.ts';
import { holdToLease } from '../guests/run-under-lease.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/**
 * A guest that was sent goes on here. This decides: before it belongs to its source, after it to this cell.
 * @throws DomainError as `holdToLease`; `conflict` with reason `guest_not_here`: it never will.
 */
export async function arriveGuest(
  {
    hypervisor,
    guestLocks,
    leases,
    arrivals,
  }: Pick<Cell, 'hypervisor' | 'guestLocks' | 'leases' | 'arrivals'>,
  { operationId, guestId, cookie }: ArriveGuestRequest,
  signal: AbortSignal,
): Promise<Cookie> {
  validateGuestId(guestId);
  arrivals.end(operationId);
  return await guestLocks.run(guestId, signal, async () => {
    // Before it goes on, if it is here already; a hypervisor may also have it only then.
    await holdToLease({ hypervisor, leases }, guestId);
    const answer = await hypervisor.arriveGuest(operationId, guestId, cookie);
    await holdToLease({ hypervisor, leases }, guestId);
    return answer;
  });
}
