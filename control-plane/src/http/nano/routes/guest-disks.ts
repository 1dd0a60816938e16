import { Hono } from 'hono';
import { resizeDisk } from '../../../use-cases/guests/resize-disk.ts';
import { shrinkDisk } from '../../../use-cases/guests/shrink-disk.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { diskPath, resizeDiskRequest, shrinkDiskRequest } from '../wire/guest-changes.ts';

export function guestDiskRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.put('/guests/:guest/disks/resize/:disk', async (c) => {
    const context = await toContext({ ports }, c);
    const { disk: index } = validate(diskPath, { disk: pathParameter(c, 'disk') });
    const { size: sizeBytes, immediate } = await readBody(c, resizeDiskRequest);
    const guestId = pathParameter(c, 'guest');
    await resizeDisk(ports, context, { guestId, index, sizeBytes, immediate });
    return envelope(c);
  });
  routes.put('/guests/:guest/disks/shrink/:disk', async (c) => {
    const context = await toContext({ ports }, c);
    const { disk: index } = validate(diskPath, { disk: pathParameter(c, 'disk') });
    await readBody(c, shrinkDiskRequest);
    await shrinkDisk(ports, context, { guestId: pathParameter(c, 'guest'), index });
    return envelope(c);
  });
  return routes;
}
