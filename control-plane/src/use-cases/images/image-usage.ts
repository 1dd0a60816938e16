import { DomainError } from '../../../../proto/src/errors.ts';
import type { Image } from '../../domain/image.ts';
import type { Store } from '../ports/index.ts';
import { imageSubject } from './image-access.ts';

/**
 * A guest's disk stands on the very bytes of its image. Its cell holds a copy, but one that is lost, or a cell that the
 * guest moves to, must be able to pull them again.
 * @throws DomainError `conflict` with reason `image_in_use`.
 */
export async function refuseUsedImage(store: Store, image: Image, doing: string): Promise<void> {
  if (image.kind !== 'disk' || image.content === null) return;
  if (!(await store.guests.usesImage(image.content.sha256))) return;
  throw new DomainError(
    'conflict',
    `disk image '${image.name}' can not be ${doing}: guests have disks based on it`,
    {
      reason: 'image_in_use',
      subject: imageSubject(image.id),
    },
  );
}
