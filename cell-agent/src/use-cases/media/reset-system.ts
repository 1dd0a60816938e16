import type { CellGuest } from '../../../../proto/src/model.ts';
import type { ResetSystemRequest } from '../../../../proto/src/model-media.ts';
import { imageNotCached } from '../guests/create-guest.ts';
import { validateSpec } from '../guests/validate-spec.ts';
import { imageCacheOf } from '../images/image-cache-of.ts';
import type { Cell, LongCallOptions } from '../ports.ts';
import { requirePlainDisks } from './require-plain-disks.ts';

/**
 * Gives a stopped guest a new system disk from the image that the spec's first disk names; all else stays. Again for
 * the same operation it changes nothing.
 * @throws DomainError `conflict` with reason `guest_running` or `guest_has_snapshots`; `not_found` with reason
 *   `image_not_cached`; `invalid`; `no_capacity`.
 */
export async function resetSystem(
  cell: Pick<Cell, 'hypervisor' | 'images' | 'storages' | 'guestLocks'>,
  { operationId, spec }: ResetSystemRequest,
  { signal, onProgress }: LongCallOptions,
): Promise<CellGuest> {
  validateSpec(spec);
  const { imageSha256: sha256 = '', clone = 'linked' } = spec.disks[0] ?? {};
  return await cell.guestLocks.run(spec.id, signal, async () => {
    await requirePlainDisks(cell, spec.id);
    const image = await imageCacheOf(cell, spec.storage).hold(sha256);
    if (image === undefined) throw imageNotCached(sha256);
    try {
      const onMade = (percent: number) => onProgress(percent, 'disk 0');
      const base = { path: image.path, sha256, clone };
      await cell.hypervisor.replaceSystemDisk(operationId, spec, base, { signal, onProgress: onMade });
    } finally {
      image[Symbol.dispose]();
    }
    return await cell.hypervisor.getGuest(spec.id);
  });
}
