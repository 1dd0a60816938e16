import type { CellGuest, GuestCommand } from '../../../../proto/src/model.ts';
import type { Hypervisor } from '../../hypervisor/port.ts';
import type { Cell } from '../ports.ts';
import { requireOn } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

/**
 * Presses a button of the running guest; a repeated call of the same operation presses once.
 * @throws DomainError `conflict` with reason `guest_stopped`.
 */
export async function pressOnce(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks' | 'recentOperations'>,
  { guestId, operationId }: GuestCommand,
  signal: AbortSignal,
  press: (hypervisor: Hypervisor) => Promise<void>,
): Promise<CellGuest> {
  validateGuestId(guestId);
  return await cell.guestLocks.run(guestId, signal, async () => {
    const guest = await cell.hypervisor.getGuest(guestId);
    if (cell.recentOperations.has(operationId)) return guest;
    requireOn(guest);
    await press(cell.hypervisor);
    cell.recentOperations.add(operationId);
    return await cell.hypervisor.getGuest(guestId);
  });
}
