import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { requireOn } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

/**
 * Asks the running guest to reboot; a repeated call of the same operation asks once.
 * @throws DomainError `conflict` with reason `guest_stopped`.
 */
export async function rebootGuest(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'recentOperations'>,
  { guestId, operationId }: GuestCommand,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await cell.guestLocks.run(guestId, signal, async () => {
    const guest = await cell.hypervisor.getGuest(guestId);
    if (cell.recentOperations.has(operationId)) return guest;
    requireOn(guest);
    await cell.hypervisor.rebootGuest(guestId);
    cell.recentOperations.add(operationId);
    return await cell.hypervisor.getGuest(guestId);
  });
}
