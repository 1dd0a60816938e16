import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import { holdToLease } from '../guests/run-under-lease.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/**
 * Makes an arrived guest an ordinary one. Until it is held to its lease here the migration is not over, so that nobody takes it
 * for lost and starts it elsewhere.
 * @throws DomainError as `holdToLease`; `conflict` with reason `guest_not_here`.
 */
export async function admitGuest(
  { hypervisor, guestLocks, leases }: Pick<Cell, 'hypervisor' | 'guestLocks' | 'leases'>,
  { operationId, guestId }: GuestCommand,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await guestLocks.run(guestId, signal, async () => {
    await hypervisor.admitGuest(operationId, guestId);
    await holdToLease({ hypervisor, leases }, guestId);
    return await hypervisor.getGuest(guestId);
  });
}
