import type { CachedImage, PullImageRequest } from '../../../../proto/src/model.ts';
import type { Cell, LongCallOptions } from '../ports.ts';
import { validatePull } from './validate-image.ts';

/** Returns when the image is in the cell's cache, complete and verified; a cached one is answered at once. */
export async function pullImage(
  cell: Pick<Cell, 'images'>,
  request: PullImageRequest,
  options: LongCallOptions,
): Promise<CachedImage> {
  validatePull(request);
  return await cell.images.pull(request, options);
}
