import { DomainError } from '../../../../proto/src/errors.ts';
import type { CollectImagesReply, CollectImagesRequest } from '../../../../proto/src/model-media.ts';
import type { Cell, ImageCache } from '../ports.ts';
import { dependsOn } from './depends-on.ts';
import { imageCacheOf } from './image-cache-of.ts';
import { isStoodOn } from './stands-on.ts';

/**
 * Removes cached images that are not among the wanted ones, that no guest here uses, and that nothing asked for
 * lately: what was pulled for a guest that is about to be made stays. Of a shared storage's images, those that any
 * cell's guest stands on stay too.
 * @throws DomainError `cell_unreachable` with reason `storage_unavailable`.
 */
export async function collectImages(
  cell: Pick<Cell, 'hypervisor' | 'images' | 'storages'>,
  { wantedSha256, unusedForMs, storage }: CollectImagesRequest,
  signal: AbortSignal,
): Promise<CollectImagesReply> {
  const wanted = new Set(wantedSha256);
  const images = imageCacheOf(cell, storage);
  const unwanted = (await images.list()).filter(({ sha256 }) => !wanted.has(sha256));
  const removedSha256: string[] = [];
  for (const { sha256 } of unwanted) {
    if (signal.aborted) break;
    const isNeeded = async () => {
      const wantedAtMs = await images.wantedAtMs(sha256);
      if (wantedAtMs > Date.now() - unusedForMs) return true;
      return await isUsed(cell, storage, sha256);
    };
    if (await removed(images, sha256, isNeeded)) removedSha256.push(sha256);
  }
  return { removedSha256 };
}

/** Whether a guest of this cell stands on the image or, on a shared storage, one of any cell. */
export async function isUsed(
  cell: Pick<Cell, 'hypervisor' | 'storages'>,
  storage: string | undefined,
  sha256: string,
): Promise<boolean> {
  if ((await cell.hypervisor.listGuests()).some((guest) => dependsOn(guest, sha256))) return true;
  if (storage === undefined || storage === '') return false;
  return await isStoodOn(cell.storages.require(storage).disksPath, sha256);
}

async function removed(
  images: ImageCache,
  sha256: string,
  isNeeded: () => Promise<boolean>,
): Promise<boolean> {
  try {
    await images.remove(sha256, isNeeded);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.reason === 'image_in_use') return false;
    throw error;
  }
}
