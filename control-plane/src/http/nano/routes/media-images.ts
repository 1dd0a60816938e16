import { Hono } from 'hono';
import { createImage } from '../../../use-cases/images/create-image.ts';
import { deleteImage } from '../../../use-cases/images/delete-image.ts';
import { getImage } from '../../../use-cases/images/get-image.ts';
import { modifyImage } from '../../../use-cases/images/modify-image.ts';
import { searchImages } from '../../../use-cases/images/search-images.ts';
import { synchronizeImages } from '../../../use-cases/images/synchronize-images.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  createImageRequest,
  imageToWire,
  modifyImageRequest,
  synchronizeRequest,
  toImageChange,
  toNewImage,
  toOwner,
} from '../wire/images.ts';

const kind = 'media';

/** Media images (ISO). Their files: `image-files.ts`. */
export function mediaImageRoutes(dependencies: NanoDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const app = new Hono<HttpEnvironment>({ strict: false });

  /** The document names `tags` for disk images only; here it does no harm. */
  const search = async (c: Request) => {
    const ctx = await toContext(dependencies, c);
    const images = await searchImages(ports, ctx, { kind, tags: c.req.queries('tags') ?? [] });
    return envelope(c, images.map(imageToWire));
  };
  app.get('/media_image_search', search);
  app.get('/media_images', search);

  app.post('/media_images', async (c) => {
    const ctx = await toContext(dependencies, c);
    const request = await readBody(c, createImageRequest);
    return envelope(c, await createImage(ports, ctx, { kind, ...toNewImage(request) }));
  });

  /** Answers when all files are read, which takes seconds for each GiB. */
  app.patch('/media_images', async (c) => {
    const ctx = await toContext(dependencies, c);
    const request = await readBody(c, synchronizeRequest);
    await synchronizeImages(ports, ctx, { kind, ...toOwner(request) });
    return envelope(c);
  });

  app.get('/media_images/:id', async (c) => {
    const ctx = await toContext(dependencies, c);
    return envelope(c, imageToWire(await getImage(ports, ctx, { kind, imageId: pathParameter(c, 'id') })));
  });

  app.put('/media_images/:id', async (c) => {
    const ctx = await toContext(dependencies, c);
    const request = await readBody(c, modifyImageRequest);
    await modifyImage(ports, ctx, { kind, imageId: pathParameter(c, 'id'), ...toImageChange(request) });
    return envelope(c);
  });

  app.delete('/media_images/:id', async (c) => {
    const ctx = await toContext(dependencies, c);
    await deleteImage(ports, ctx, { kind, imageId: pathParameter(c, 'id') });
    return envelope(c);
  });
  return app;
}
