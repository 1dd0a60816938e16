import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { requireOn } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

/**
 * Presses the reset button of the running guest; once for each operation.
 * @throws DomainError `conflict` with reason `guest_stopped`.
 */
export async function resetGuest(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'recentOperations'>,
  { guestId, operationId }: GuestCommand,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await cell.guestLocks.run(guestId, signal, async () => {
    const guest = await cell.hypervisor.getGuest(guestId);
    if (cell.recentOperations.has(operationId)) return guest;
    requireOn(guest);
    await cell.hypervisor.resetGuest(guestId);
    cell.recentOperations.add(operationId);
    return await cell.hypervisor.getGuest(guestId);
  });
}
