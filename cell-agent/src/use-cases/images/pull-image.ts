import type { CachedImage, PullImageRequest } from '../../../../proto/src/model.ts';
import type { Cell, LongCallOptions } from '../ports.ts';
import { imageCacheOf } from './image-cache-of.ts';
import { validatePull } from './validate-image.ts';

/**
 * Returns when the image is in the cell's cache or in that of the storage, complete and verified; a cached one is
 * answered at once. Of several cells that pull to one storage, one downloads.
 */
export async function pullImage(
  cell: Pick<Cell, 'images' | 'storages'>,
  request: PullImageRequest,
  options: LongCallOptions,
): Promise<CachedImage> {
  validatePull(request);
  return await imageCacheOf(cell, request.storage).pull(request, options);
}
