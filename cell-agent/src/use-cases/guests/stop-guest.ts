import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { isOff } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

/** Forced: returns when the guest is off. Else it asks the guest and returns at once. A stopped one is left as it is. */
export async function stopGuest(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { guestId, force }: GuestCommand & { readonly force: boolean },
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await cell.guestLocks.run(guestId, signal, async () => {
    const guest = await cell.hypervisor.getGuest(guestId);
    if (isOff(guest)) return guest;
    if (force) await cell.hypervisor.destroyGuest(guestId);
    else await cell.hypervisor.shutdownGuest(guestId);
    return await cell.hypervisor.getGuest(guestId);
  });
}
