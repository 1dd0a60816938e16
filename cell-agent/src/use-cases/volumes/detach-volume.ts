import type { CellGuest } from '../../../../proto/src/model.ts';
import type { DetachVolumeRequest } from '../../../../proto/src/model-volumes.ts';
import { changeGuest } from '../guests/change-guest.ts';
import { type VolumeCell, validateVolumeId } from './volume-cell.ts';

/** Returns when the guest has let go of it. @throws DomainError `conflict` with reason `volume_busy`. */
export async function detachVolume(
  cell: VolumeCell,
  { guestId, volumeId }: DetachVolumeRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateVolumeId(volumeId);
  return await cell.guestLocks.run(volumeId, signal, () =>
    changeGuest(cell, guestId, signal, (_guest, hypervisor) => hypervisor.detachVolume(guestId, volumeId)),
  );
}
