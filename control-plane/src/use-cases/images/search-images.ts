import type { Image, ImageKind } from '../../domain/image.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { imageScope } from './image-access.ts';

/**
 * The images that the caller may see, sorted by name; with `tags`, those that have any of them. One that waits for its
 * upload is among them, or its owner could not find and delete it; one that is being built is not there yet.
 */
export async function searchImages(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  query: { kind: ImageKind; tags: readonly string[] },
): Promise<Image[]> {
  const scope = await imageScope(ports, ctx.actor, query.kind);
  const filter = { kind: query.kind, scope, ...(query.tags.length > 0 ? { tags: query.tags } : {}) };
  const images = await ports.store.images.list(filter);
  return images.filter((image) => image.phase !== 'building');
}
