import type { ArriveGuestRequest, Cookie } from '../../../../proto/src/model-migration.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/**
 * A guest that was sent goes on here. This decides: before it belongs to its source, after it to this cell.
 * @throws DomainError `conflict` with reason `guest_not_here`: it never will.
 */
export async function arriveGuest(
  { hypervisor, guestLocks, arrivals }: Pick<Cell, 'hypervisor' | 'guestLocks' | 'arrivals'>,
  { operationId, guestId, cookie }: ArriveGuestRequest,
  signal: AbortSignal,
): Promise<Cookie> {
  validateGuestId(guestId);
  arrivals.end(operationId);
  return await guestLocks.run(guestId, signal, () => hypervisor.arriveGuest(operationId, guestId, cookie));
}
