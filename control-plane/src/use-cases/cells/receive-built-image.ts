import type { Readable } from 'node:stream';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { ImageContent } from '../../domain/image.ts';
import { buildVersion, findBuildOf } from '../images/build-image-operation.ts';
import type { Ports, Store } from '../ports/index.ts';

/**
 * Stores the file of an image that the cell was told to build, and returns when it is complete on the disk. The image
 * becomes ready only when its operation says so.
 * @throws DomainError `not_found` with reason `image_not_found` unless an operation builds this image on this cell;
 *   `invalid` (`bad_format`, `upload_aborted`), `no_capacity` (`disk_full`).
 */
export async function receiveBuiltImage(
  ports: Pick<Ports, 'store' | 'imageFiles' | 'clock'>,
  input: { readonly cellId: string; readonly imageId: string; readonly source: Readable },
): Promise<ImageContent> {
  const { cellId, imageId, source } = input;
  await requireBuild(ports.store, cellId, imageId);
  const content = await ports.imageFiles.receive(imageId, 'disk', buildVersion, source, async () => null);
  try {
    await ports.store.transaction(async (tx) => {
      await requireBuild(tx, cellId, imageId);
      await tx.images.setContent(imageId, content, ports.clock.nowMs());
    });
  } catch (error) {
    // The operation was undone meanwhile.
    await ports.imageFiles.remove(imageId, 'disk', buildVersion);
    throw error;
  }
  return content;
}

async function requireBuild(store: Store, cellId: string, imageId: string): Promise<void> {
  const image = await store.images.get(imageId);
  const build = image?.phase === 'building' ? await findBuildOf(store, imageId) : undefined;
  if (build?.cellId === cellId && build.state === 'running') return;
  throw new DomainError('not_found', `no image '${imageId}' is being built on this cell`, {
    reason: 'image_not_found',
    subject: { kind: 'image', id: imageId },
  });
}
