import { DomainError } from '../../../../proto/src/errors.ts';
import type { CellGuest, DiskSpec, GuestSpec } from '../../../../proto/src/model.ts';
import { imageCacheOf } from '../images/image-cache-of.ts';
import type { Cell, HeldImage, ImageCache, LongCallOptions } from '../ports.ts';
import { findGuest } from './find-guest.ts';
import { validateSpec } from './validate-spec.ts';

/**
 * Makes the disks, then defines the stopped guest over them: a guest that is defined is complete. A call that
 * was cut short leaves disks only, which the repeated call takes over and `deleteGuest` removes.
 * @throws DomainError `invalid`; `already_exists` for another operation's guest; `not_found` with reason
 *   `image_not_cached`; `cell_unreachable` with reason `storage_unavailable`.
 */
export async function createGuest(
  cell: Pick<Cell, 'hypervisor' | 'images' | 'storages' | 'guestLocks'>,
  request: { readonly operationId: string; readonly spec: GuestSpec },
  options: LongCallOptions,
): Promise<CellGuest> {
  const { operationId, spec } = request;
  validateSpec(spec);
  return await cell.guestLocks.run(spec.id, options.signal, async () => {
    const existing = await findGuest(cell.hypervisor, spec.id);
    if (existing !== null) return answerExisting(existing, operationId);
    const images = imageCacheOf(cell, spec.storage);
    const held: HeldImage[] = [];
    try {
      for (const [index, disk] of spec.disks.entries()) {
        options.signal.throwIfAborted();
        const image = disk.imageSha256 === '' ? null : await holdImage(images, disk);
        if (image !== null) held.push(image);
        const base = image && { path: image.path, sha256: disk.imageSha256, clone: disk.clone };
        const onProgress = (percent: number) => {
          options.onProgress(((index + percent / 100) / spec.disks.length) * 100, `disk ${index}`);
        };
        const { id: guestId, storage } = spec;
        const newDisk = { guestId, index, sizeBytes: disk.sizeBytes, base, storage };
        await cell.hypervisor.createDisk(newDisk, { signal: options.signal, onProgress });
      }
      options.signal.throwIfAborted();
      await cell.hypervisor.defineGuest(operationId, spec);
    } finally {
      for (const image of held) image[Symbol.dispose]();
    }
    return await cell.hypervisor.getGuest(spec.id);
  });
}

function answerExisting(guest: CellGuest, operationId: string): CellGuest {
  if (guest.operationId === operationId) return guest;
  throw new DomainError('already_exists', `a guest with the id ${guest.spec.id} is on this cell already`, {
    reason: 'guest_exists',
    subject: { kind: 'guest', id: guest.spec.id },
  });
}

/** @throws DomainError `not_found` with reason `image_not_cached`. */
export async function holdImage(images: ImageCache, disk: DiskSpec): Promise<HeldImage> {
  const image = await images.hold(disk.imageSha256);
  if (image !== undefined) return image;
  throw imageNotCached(disk.imageSha256);
}

export function imageNotCached(sha256: string): DomainError {
  return new DomainError('not_found', `the image ${sha256} is not in the cell's cache`, {
    reason: 'image_not_cached',
    details: { sha256 },
  });
}
