import type { Image } from '../../domain/image.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { failedBuild } from './failed-build.ts';
import { findVisibleImage, type ImageReference } from './image-access.ts';

/** @throws DomainError `not_found` if unknown, of the other kind, or invisible; what its building failed with. */
export async function getImage(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  reference: ImageReference,
): Promise<Image> {
  try {
    return await findVisibleImage(ports, ctx, reference);
  } catch (error) {
    const failure = reference.kind === 'disk' ? await failedBuild(ports, ctx, reference.imageId) : undefined;
    throw failure ?? error;
  }
}
