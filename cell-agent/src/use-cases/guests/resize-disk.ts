import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest } from '../../../../proto/src/model.ts';
import type { ResizeDiskRequest } from '../../../../proto/src/model-changes.ts';
import { type ChangingCell, changeGuest, requireDisk, requireOff } from './change-guest.ts';

/**
 * Never makes a disk smaller: what lies beyond would be lost.
 * @throws DomainError `conflict` with reason `guest_running` unless it shall be at once; `invalid` with reason
 *   `disk_not_larger`.
 */
export async function resizeDisk(
  cell: ChangingCell,
  { guestId, index, sizeBytes, immediate }: ResizeDiskRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async (guest, hypervisor) => {
    requireDisk(guest, index);
    const presentBytes = guest.spec.disks[index]?.sizeBytes ?? 0;
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < presentBytes) {
      throw new DomainError('invalid', `disk ${index} of the guest ${guest.spec.name} is larger already`, {
        reason: 'disk_not_larger',
        subject: { kind: 'guest', id: guestId },
        details: { sizeBytes: presentBytes },
      });
    }
    if (!immediate) requireOff(guest);
    await hypervisor.resizeDisk(guestId, index, sizeBytes);
  });
}
