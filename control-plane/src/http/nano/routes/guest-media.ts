import { Hono } from 'hono';
import { resetSystem } from '../../../use-cases/guests/reset-system.ts';
import { ejectMedia } from '../../../use-cases/media/eject-media.ts';
import { insertMedia } from '../../../use-cases/media/insert-media.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { insertMediaRequest, resetSystemRequest } from '../wire/guest-media.ts';

/** What is in a guest's drive, and what its system disk is made from. */
export function guestMediaRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/instances/:guest/media', async (c) => {
    const context = await toContext({ ports }, c);
    const { source } = await readBody(c, insertMediaRequest);
    await insertMedia(ports, context, { guestId: pathParameter(c, 'guest'), imageId: source });
    return envelope(c);
  });
  routes.delete('/instances/:guest/media', async (c) => {
    const context = await toContext({ ports }, c);
    await ejectMedia(ports, context, { guestId: pathParameter(c, 'guest') });
    return envelope(c);
  });
  routes.put('/guests/:guest/system', async (c) => {
    const context = await toContext({ ports }, c);
    const { from_image: imageId } = await readBody(c, resetSystemRequest);
    await resetSystem(ports, context, { guestId: pathParameter(c, 'guest'), imageId });
    return envelope(c);
  });
  return routes;
}
