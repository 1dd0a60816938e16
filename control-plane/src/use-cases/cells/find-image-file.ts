import { DomainError } from '../../../../proto/src/errors.ts';
import type { Ports } from '../ports/index.ts';

/** Where the content that a cell was told to pull lies. @throws DomainError `not_found` also when other content took its place. */
export async function findImageFile(
  ports: Pick<Ports, 'store' | 'imageFiles'>,
  { imageId, sha256 }: { imageId: string; sha256: string },
): Promise<{ path: string; sizeBytes: number }> {
  const image = await ports.store.images.get(imageId);
  if (!image?.content || image.content.sha256 !== sha256) {
    throw new DomainError('not_found', `there is no image '${imageId}' with this content`, {
      reason: 'image_not_found',
      subject: { kind: 'image', id: imageId },
    });
  }
  const { version, sizeBytes } = image.content;
  return { path: ports.imageFiles.path(imageId, image.kind, version), sizeBytes };
}
