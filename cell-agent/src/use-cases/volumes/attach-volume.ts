import type { CellGuest } from '../../../../proto/src/model.ts';
import type { AttachVolumeRequest } from '../../../../proto/src/model-volumes.ts';
import { changeGuest } from '../guests/change-guest.ts';
import { validateSpec, validateVolume } from '../guests/validate-spec.ts';
import { requireStorage, type VolumeCell } from './volume-cell.ts';

/**
 * Also to a running guest, at once. Again it changes nothing.
 * @throws DomainError `conflict` with reason `volume_attached` or `volume_missing`; `invalid`; `cell_unreachable`.
 */
export async function attachVolume(
  cell: VolumeCell,
  { guestId, volume }: AttachVolumeRequest,
  signal: AbortSignal,
): Promise<CellGuest> {
  validateVolume(volume);
  requireStorage(cell, volume);
  return await cell.guestLocks.run(volume.id, signal, () =>
    changeGuest(cell, guestId, signal, async ({ spec }, hypervisor) => {
      const others = spec.volumes.filter(({ id }) => id !== volume.id);
      validateSpec({ ...spec, volumes: [...others, volume] });
      await hypervisor.attachVolume(guestId, volume);
    }),
  );
}
