import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import { requireOn } from '../guests/find-guest.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';

/**
 * Takes the media out of a running guest's drive; an empty drive is empty already.
 * @throws DomainError `conflict` with reason `guest_stopped` or `tray_locked`.
 */
export async function ejectMedia(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { guestId }: GuestCommand,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await cell.guestLocks.run(guestId, signal, async () => {
    requireOn(await cell.hypervisor.getGuest(guestId));
    await cell.hypervisor.ejectMedia(guestId);
    return await cell.hypervisor.getGuest(guestId);
  });
}
