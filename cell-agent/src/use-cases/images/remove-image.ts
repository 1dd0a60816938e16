import type { Cell } from '../ports.ts';
import { isUsed } from './collect-images.ts';
import { imageCacheOf } from './image-cache-of.ts';
import { validateHash } from './validate-image.ts';

/**
 * Deletes the image from the cell's cache or that of a storage; an absent one is removed already.
 * @throws DomainError `conflict` with reason `image_in_use` while a guest's disk or drive is based on it;
 *   `cell_unreachable` with reason `storage_unavailable`.
 */
export async function removeImage(
  cell: Pick<Cell, 'hypervisor' | 'images' | 'storages'>,
  { sha256, storage }: { readonly sha256: string; readonly storage?: string },
): Promise<void> {
  validateHash(sha256);
  await imageCacheOf(cell, storage).remove(sha256, () => isUsed(cell, storage, sha256));
}
