import type { Image } from '../../domain/image.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findVisibleImage, type ImageReference } from './image-access.ts';

/** @throws DomainError `not_found` if unknown, of the other kind, or invisible. */
export async function getImage(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  reference: ImageReference,
): Promise<Image> {
  return await findVisibleImage(ports, ctx, reference);
}
