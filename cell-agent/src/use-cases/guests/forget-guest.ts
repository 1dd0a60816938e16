import type { GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { requireOff } from './change-guest.ts';
import { findGuest, isOff } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

/**
 * Takes away what this cell has of a guest that belongs to another one. Its disks are that one's and stay as they are.
 * @throws DomainError `conflict` with reason `guest_running` unless forced.
 */
export async function forgetGuest(
  { hypervisor, guestLocks, leases }: Pick<Cell, 'hypervisor' | 'guestLocks' | 'leases'>,
  { guestId, force }: GuestCommand & { readonly force: boolean },
  signal: AbortSignal,
): Promise<void> {
  validateGuestId(guestId);
  await guestLocks.run(guestId, signal, async () => {
    const guest = await findGuest(hypervisor, guestId);
    if (guest === null) return;
    if (force && !isOff(guest)) await hypervisor.destroyGuest(guestId);
    else requireOff(guest);
    await hypervisor.undefineGuest(guestId);
    // A dead keeper has nothing left to keep of it: nothing runs.
    if (guest.spec.failover) await leases.release(guestId).catch(() => undefined);
  });
}
