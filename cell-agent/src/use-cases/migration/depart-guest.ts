import type { DepartGuestRequest, Departure } from '../../../../proto/src/model-migration.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/**
 * Tells what the target needs to know of the guest, and marks it as one that is to leave.
 * @throws DomainError `not_found`; `conflict` with reason `guest_has_snapshots`.
 */
export async function departGuest(
  { hypervisor, guestLocks }: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { operationId, guestId, copy }: DepartGuestRequest,
  signal: AbortSignal,
): Promise<Departure> {
  validateGuestId(guestId);
  return await guestLocks.run(guestId, signal, () => hypervisor.departGuest(operationId, guestId, copy));
}
