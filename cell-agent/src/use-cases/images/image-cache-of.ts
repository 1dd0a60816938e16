import type { Cell, ImageCache } from '../ports.ts';

/**
 * The images that guests on the storage stand on; of none, the cell's own.
 * @throws DomainError `cell_unreachable` with reason `storage_unavailable`.
 */
export function imageCacheOf(
  { images, storages }: Pick<Cell, 'images' | 'storages'>,
  storage: string | undefined,
): ImageCache {
  return storage === undefined || storage === '' ? images : storages.require(storage).images;
}
