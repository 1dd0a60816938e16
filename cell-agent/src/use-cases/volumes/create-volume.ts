import type { VolumeCommand } from '../../../../proto/src/model-volumes.ts';
import { validateVolume } from '../guests/validate-spec.ts';
import { requireStorage, type VolumeCell } from './volume-cell.ts';

/** Makes a blank volume; one that is there is kept. @throws DomainError `invalid`, `cell_unreachable`, `no_capacity`. */
export async function createVolume(
  cell: VolumeCell,
  { volume }: VolumeCommand,
  signal: AbortSignal,
): Promise<void> {
  validateVolume(volume);
  requireStorage(cell, volume);
  await cell.guestLocks.run(volume.id, signal, () => cell.hypervisor.createVolume(volume));
}
