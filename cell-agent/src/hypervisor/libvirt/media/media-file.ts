import { access } from 'node:fs/promises';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Media } from '../../../../../proto/src/model.ts';
import { imagePath } from '../../../images/paths.ts';

/** Where the cell's cache has the media. @throws DomainError `not_found` with reason `image_not_cached`. */
export async function requireMediaFile(imagesPath: string, { imageSha256 }: Media): Promise<string> {
  const path = imagePath(imagesPath, imageSha256, 'iso');
  await access(path).catch((cause: unknown) => {
    throw new DomainError('not_found', 'the media image is not in the cache of the cell', {
      reason: 'image_not_cached',
      details: { sha256: imageSha256 },
      cause,
    });
  });
  return path;
}
