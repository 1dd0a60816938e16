import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestCommand } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { findGuest, isOff } from './find-guest.ts';
import { validateGuestId } from './validate-spec.ts';

/**
 * Forgets the guest, then deletes its disks, also those that a broken creation left. Absent is deleted already.
 * @throws DomainError `conflict` with reason `guest_running` unless forced; `cell_unreachable` with reason
 *   `storage_unavailable`.
 */
export async function deleteGuest(
  cell: Pick<Cell, 'hypervisor' | 'storages' | 'guestLocks'>,
  { guestId, force, storage: named }: GuestCommand & { readonly force: boolean; readonly storage?: string },
  signal: AbortSignal,
): Promise<void> {
  validateGuestId(guestId);
  await cell.guestLocks.run(guestId, signal, async () => {
    const guest = await findGuest(cell.hypervisor, guestId);
    const storage = guest?.spec.storage ?? named ?? '';
    if (storage !== '') cell.storages.require(storage);
    if (guest !== null) {
      if (!isOff(guest)) {
        if (!force) throw isRunning(guestId, guest.spec.name);
        await cell.hypervisor.destroyGuest(guestId);
      }
      await cell.hypervisor.undefineGuest(guestId);
    }
    await cell.hypervisor.deleteDisks(guestId, storage);
  });
}

function isRunning(guestId: string, name: string): DomainError {
  return new DomainError('conflict', `the guest ${name} is running`, {
    reason: 'guest_running',
    subject: { kind: 'guest', id: guestId },
  });
}
