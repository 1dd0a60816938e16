import { DomainError } from '../../../../proto/src/errors.ts';
import type { ImageContent } from '../../domain/image.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import {
  findVisibleImage,
  type ImageReference,
  imageSubject,
  lockedImage,
  requireImageRight,
} from './image-access.ts';

export interface ImageFile {
  readonly path: string;
  /** What the file is offered as. */
  readonly fileName: string;
  readonly content: ImageContent;
}

/**
 * Where the image's content lies, for a download.
 * @throws DomainError `forbidden` without the right, `not_found`, `conflict` (`image_locked`, `image_empty`).
 */
export async function openImageFile(
  ports: Pick<Ports, 'store' | 'imageFiles'>,
  ctx: Context,
  reference: ImageReference,
): Promise<ImageFile> {
  requireImageRight(ctx.actor, reference.kind);
  const image = await findVisibleImage(ports, ctx, reference);
  if (image.phase === 'uploading' || image.phase === 'building') throw lockedImage(image);
  if (image.content === null) {
    throw new DomainError('conflict', `${image.kind} image '${image.name}' has no content yet`, {
      reason: 'image_empty',
      subject: imageSubject(image.id),
    });
  }
  return {
    path: ports.imageFiles.path(image.id, image.kind, image.content.version),
    fileName: `${image.name}.${image.content.format}`,
    content: image.content,
  };
}
