import { Hono } from 'hono';
import { getImage } from '../../../use-cases/images/get-image.ts';
import { searchImages } from '../../../use-cases/images/search-images.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { pageOf } from '../page.ts';
import { imageToWire } from '../wire/images.ts';

/** The disk images that guests are made from. */
export function imageRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/images', async (c) => {
    const context = await toContext(dependencies, c);
    const images = await searchImages(ports, context, { kind: 'disk', tags: [] });
    return c.json({ images: pageOf(c, images.map(imageToWire), (one) => one.id) });
  });
  routes.get('/images/:id', async (c) => {
    const context = await toContext(dependencies, c);
    const image = await getImage(ports, context, { kind: 'disk', imageId: pathId(c, 'id') });
    return c.json({ image: imageToWire(image) });
  });
  return routes;
}
