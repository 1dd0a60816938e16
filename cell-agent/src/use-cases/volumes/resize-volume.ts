import type { ResizeVolumeRequest } from '../../../../proto/src/model-volumes.ts';
import { validateGuestId, validateVolume } from '../guests/validate-spec.ts';
import { requireStorage, type VolumeCell } from './volume-cell.ts';

/** Never smaller: what lies beyond would be lost. @throws DomainError `conflict` with reason `volume_attached`. */
export async function resizeVolume(
  cell: VolumeCell,
  { volume, guestId }: ResizeVolumeRequest,
  signal: AbortSignal,
): Promise<void> {
  validateVolume(volume);
  requireStorage(cell, volume);
  const { guestLocks, hypervisor } = cell;
  await guestLocks.run(volume.id, signal, async () => {
    if (guestId === '') return await hypervisor.resizeVolume(volume, null);
    validateGuestId(guestId);
    await guestLocks.run(guestId, signal, () => hypervisor.resizeVolume(volume, guestId));
  });
}
