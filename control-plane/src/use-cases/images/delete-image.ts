import type { Image } from '../../domain/image.ts';
import type { Context } from '../context.ts';
import { refuseDesktopUse } from '../desktops/refuse-desktop-use.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnImage, type ImageReference, imageSubject, lockedImage } from './image-access.ts';
import { refuseUsedImage } from './image-usage.ts';

/**
 * Deletes the image and its file. A download under way comes to its end.
 * @throws DomainError `not_found`, `forbidden`, `conflict` (`image_locked`, `image_in_use`).
 */
export async function deleteImage(
  ports: Pick<Ports, 'store' | 'imageFiles'>,
  ctx: Context,
  reference: ImageReference,
): Promise<void> {
  const image = await ports.store.transaction(async (tx) => {
    const found = await findOwnImage({ store: tx }, ctx, reference);
    if (found.phase === 'uploading' || found.phase === 'building') throw lockedImage(found);
    await refuseUsedImage(tx, found, 'deleted');
    await refuseDesktopUse(tx, imageSubject(found.id), { imageId: found.id });
    await tx.images.remove(found.id);
    await tx.audit.append(ctx, {
      action: 'delete-image',
      subject: imageSubject(found.id),
      outcome: 'done',
      details: { kind: found.kind, name: found.name },
    });
    return found;
  });
  await removeVersions(ports, image);
}

/** A crash may have left the file before or after the current one: see `uploadImage`. */
async function removeVersions(ports: Pick<Ports, 'imageFiles'>, image: Image): Promise<void> {
  const current = image.content?.version ?? 0;
  for (const version of [current - 1, current, current + 1]) {
    if (version > 0) await ports.imageFiles.remove(image.id, image.kind, version);
  }
}
