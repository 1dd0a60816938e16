import { Hono } from 'hono';
import type { ImageKind } from '../../../domain/image.ts';
import type { Context } from '../../../use-cases/context.ts';
import { openImageFile } from '../../../use-cases/images/open-image-file.ts';
import { uploadImage } from '../../../use-cases/images/upload-image.ts';
import { authenticate } from '../../../use-cases/sessions/authenticate.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { credentialOf } from '../../middleware/credential.ts';
import { pathParameter } from '../../read-request.ts';
import { sendFile } from '../../send-file.ts';
import { envelope, type NanoDependencies, toContext, toOpenContext } from '../dialect.ts';
import type { DownloadCookie } from '../download-cookie.ts';
import { ImageForm } from '../image-form.ts';

/** Upload and download of images, under the documented paths and those that the portal uses. */
export function imageFileRoutes(
  dependencies: NanoDependencies,
  downloadCookie: DownloadCookie,
): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>({ strict: false });
  const paths: Record<ImageKind, readonly string[]> = {
    disk: ['/disk_images/:id/file', '/disk_image_files/:id'],
    media: ['/media_images/:id/file', '/media_image_files/:id'],
  };
  for (const kind of ['disk', 'media'] as const) {
    for (const path of paths[kind]) {
      app.get(path, (c) => download(dependencies, downloadCookie, c, kind));
      app.post(path, (c) => upload(dependencies, c, kind));
    }
  }
  return app;
}

async function upload(dependencies: NanoDependencies, c: Request, kind: ImageKind): Promise<Response> {
  const { incoming } = c.env;
  if (incoming === undefined) throw new Error('an upload is received over a Node server only');
  const ctx = await toContext(dependencies, c);
  const form = new ImageForm(incoming);
  try {
    const imageId = pathParameter(c, 'id');
    await uploadImage(dependencies.ports, ctx, { kind, imageId, open: () => form.open() });
  } catch (error) {
    await form.drain();
    throw error;
  }
  return envelope(c);
}

async function download(
  dependencies: NanoDependencies,
  downloadCookie: DownloadCookie,
  c: Request,
  kind: ImageKind,
): Promise<Response> {
  const ctx = await downloadContext(dependencies, downloadCookie, c, kind);
  const { path, fileName, content } = await openImageFile(dependencies.ports, ctx, {
    kind,
    imageId: pathParameter(c, 'id'),
  });
  return await sendFile(c, {
    path,
    fileName,
    sizeBytes: content.sizeBytes,
    etag: content.sha256,
    headers: { Signature: content.sha1 },
  });
}

/** A disk image may be downloaded by a link, which carries the cookie only. */
async function downloadContext(
  dependencies: NanoDependencies,
  downloadCookie: DownloadCookie,
  c: Request,
  kind: ImageKind,
): Promise<Context> {
  if (kind !== 'disk' || credentialOf(c) !== '') return await toContext(dependencies, c);
  const open = toOpenContext(dependencies, c);
  const credential = downloadCookie.sessionOf(c, open.nowMs);
  return { ...open, actor: await authenticate(dependencies.ports, { ...open, credential, via: 'nano' }) };
}
