import type { VolumeCommand } from '../../../../proto/src/model-volumes.ts';
import { validateVolume } from '../guests/validate-spec.ts';
import { requireStorage, type VolumeCell } from './volume-cell.ts';

/** An absent one is deleted already. @throws DomainError `conflict` with reason `volume_attached`. */
export async function deleteVolume(
  cell: VolumeCell,
  { volume }: VolumeCommand,
  signal: AbortSignal,
): Promise<void> {
  validateVolume(volume);
  requireStorage(cell, volume);
  await cell.guestLocks.run(volume.id, signal, () => cell.hypervisor.deleteVolume(volume));
}
