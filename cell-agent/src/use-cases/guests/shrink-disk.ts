import type { CellGuest } from '../../../../proto/src/model.ts';
import type { DiskCommand } from '../../../../proto/src/model-changes.ts';
import type { LongCallOptions } from '../ports.ts';
import { type ChangingCell, changeGuest, requireDisk, requireOff } from './change-guest.ts';

/** Gives back what the file of a stopped guest's disk takes needlessly; the disk stays as large as it is. */
export async function shrinkDisk(
  cell: ChangingCell,
  { guestId, index }: DiskCommand,
  { signal, onProgress }: LongCallOptions,
): Promise<CellGuest> {
  return await changeGuest(cell, guestId, signal, async (guest, hypervisor) => {
    requireDisk(guest, index);
    requireOff(guest);
    const tell = (percent: number) => onProgress(percent, `disk ${index}`);
    await hypervisor.compactDisk(guestId, index, { signal, onProgress: tell });
  });
}
