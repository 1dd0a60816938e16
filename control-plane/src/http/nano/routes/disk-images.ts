import { Hono } from 'hono';
import { buildImage } from '../../../use-cases/images/build-image.ts';
import { createImage } from '../../../use-cases/images/create-image.ts';
import { deleteImage } from '../../../use-cases/images/delete-image.ts';
import { getImage } from '../../../use-cases/images/get-image.ts';
import { modifyImage } from '../../../use-cases/images/modify-image.ts';
import { searchImages } from '../../../use-cases/images/search-images.ts';
import { synchronizeImages } from '../../../use-cases/images/synchronize-images.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import type { DownloadCookie } from '../download-cookie.ts';
import {
  createDiskImageRequest,
  imageToWire,
  modifyImageRequest,
  synchronizeRequest,
  toImageChange,
  toNewImage,
  toOwner,
} from '../wire/images.ts';

const kind = 'disk';

/** Disk images (qcow2). Their files: `image-files.ts`. */
export function diskImageRoutes(
  dependencies: NanoDependencies,
  downloadCookie: DownloadCookie,
): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const app = new Hono<HttpEnvironment>({ strict: false });

  app.get('/disk_image_search', async (c) => {
    const ctx = await toContext(dependencies, c);
    const images = await searchImages(ports, ctx, { kind, tags: c.req.queries('tags') ?? [] });
    downloadCookie.renew(c, ctx.nowMs);
    return envelope(c, images.map(imageToWire));
  });

  app.post('/disk_images', async (c) => {
    const ctx = await toContext(dependencies, c);
    const request = await readBody(c, createDiskImageRequest);
    const image = toNewImage(request);
    const created = request.guest
      ? await buildImage(ports, ctx, { ...image, guestId: request.guest })
      : await createImage(ports, ctx, { kind, ...image });
    return envelope(c, created, 202);
  });

  /** Answers when all files are read, which takes seconds for each GiB. */
  app.patch('/disk_images', async (c) => {
    const ctx = await toContext(dependencies, c);
    const request = await readBody(c, synchronizeRequest);
    await synchronizeImages(ports, ctx, { kind, ...toOwner(request) });
    return envelope(c);
  });

  app.get('/disk_images/:id', async (c) => {
    const ctx = await toContext(dependencies, c);
    const image = await getImage(ports, ctx, { kind, imageId: pathParameter(c, 'id') });
    downloadCookie.renew(c, ctx.nowMs);
    return envelope(c, imageToWire(image), image.phase === 'building' ? 202 : 200);
  });

  app.put('/disk_images/:id', async (c) => {
    const ctx = await toContext(dependencies, c);
    const request = await readBody(c, modifyImageRequest);
    await modifyImage(ports, ctx, { kind, imageId: pathParameter(c, 'id'), ...toImageChange(request) });
    return envelope(c);
  });

  app.delete('/disk_images/:id', async (c) => {
    const ctx = await toContext(dependencies, c);
    await deleteImage(ports, ctx, { kind, imageId: pathParameter(c, 'id') });
    return envelope(c);
  });
  return app;
}
