import type { Readable } from 'node:stream';
import { toDomainError } from '../../../../proto/src/errors.ts';
import type { Image, ImageContent } from '../../domain/image.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findOwnImage, type ImageReference, imageSubject, lockedImage } from './image-access.ts';
import { refuseUsedImage } from './image-usage.ts';

export interface ImageUpload {
  readonly source: Readable;
  /** Asked for after the last byte; hex SHA-1 or SHA-256, null if the caller named none. */
  readonly checksum: () => Promise<string | null>;
}

/**
 * Stores a file as the image's content and returns when it is complete on the disk. `open` is called once the image is
 * locked for this upload. Later uploads make new versions; if one fails, the content before it stays.
 * @throws DomainError `not_found`, `forbidden`, `conflict` (`image_locked`, `image_in_use`), `invalid` (`bad_format`,
 * `checksum_mismatch`, `upload_aborted` and what `open` throws), `no_capacity` (`disk_full`).
 */
export async function uploadImage(
  ports: Pick<Ports, 'store' | 'imageFiles' | 'clock'>,
  ctx: Context,
  input: ImageReference & { readonly open: () => Promise<ImageUpload> },
): Promise<void> {
  const image = await lock(ports, ctx, input);
  try {
    const { source, checksum } = await input.open();
    const version = (image.content?.version ?? 0) + 1;
    const content = await ports.imageFiles.receive(image.id, image.kind, version, source, checksum);
    await commit(ports, ctx, image, content);
  } catch (error) {
    await release(ports, ctx, image, error);
    throw error;
  }
  if (image.content) await ports.imageFiles.remove(image.id, image.kind, image.content.version);
}

async function lock(ports: Pick<Ports, 'store'>, ctx: Context, reference: ImageReference): Promise<Image> {
  return await ports.store.transaction(async (tx) => {
    const image = await findOwnImage({ store: tx }, ctx, reference);
    await refuseUsedImage(tx, image, 'uploaded again');
    if (!(await tx.images.setPhase(image.id, ['empty', 'ready'], 'uploading'))) throw lockedImage(image);
    return image;
  });
}

async function commit(
  ports: Pick<Ports, 'store' | 'clock'>,
  ctx: Context,
  image: Image,
  content: ImageContent,
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    await tx.images.setContent(image.id, content, ports.clock.nowMs());
    await tx.images.setPhase(image.id, ['uploading'], 'ready');
    await tx.audit.append(ctx, {
      action: 'upload-image',
      subject: imageSubject(image.id),
      outcome: 'done',
      details: {
        kind: image.kind,
        version: content.version,
        sizeBytes: content.sizeBytes,
        sha256: content.sha256,
      },
    });
  });
}

async function release(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  image: Image,
  error: unknown,
): Promise<void> {
  const { code, reason } = toDomainError(error);
  await ports.store.transaction(async (tx) => {
    await tx.images.setPhase(image.id, ['uploading'], image.content ? 'ready' : 'empty');
    await tx.audit.append(ctx, {
      action: 'upload-image',
      subject: imageSubject(image.id),
      outcome: 'failed',
      details: { kind: image.kind, code, ...(reason === undefined ? {} : { reason }) },
    });
  });
}
