import { Hono } from 'hono';
import { createSnapshot } from '../../../use-cases/snapshots/create-snapshot.ts';
import { deleteSnapshot } from '../../../use-cases/snapshots/delete-snapshot.ts';
import { getSnapshot } from '../../../use-cases/snapshots/get-snapshot.ts';
import { listSnapshots } from '../../../use-cases/snapshots/list-snapshots.ts';
import { restoreSnapshot } from '../../../use-cases/snapshots/restore-snapshot.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  createSnapshotRequest,
  restoreSnapshotRequest,
  snapshotsToWire,
  snapshotToWire,
} from '../wire/snapshots.ts';

export function snapshotRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  const named = (c: Request) => ({ guestId: pathParameter(c, 'guest'), name: pathParameter(c, 'name') });
  routes.get('/instances/:guest/snapshots', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(
      c,
      snapshotsToWire(await listSnapshots(ports, context, { guestId: pathParameter(c, 'guest') })),
    );
  });
  routes.post('/instances/:guest/snapshots', async (c) => {
    const context = await toContext({ ports }, c);
    const wanted = await readBody(c, createSnapshotRequest);
    await createSnapshot(ports, context, { guestId: pathParameter(c, 'guest'), ...wanted });
    return envelope(c);
  });
  routes.put('/instances/:guest/snapshots', async (c) => {
    const context = await toContext({ ports }, c);
    const { target } = await readBody(c, restoreSnapshotRequest);
    await restoreSnapshot(ports, context, { guestId: pathParameter(c, 'guest'), name: target });
    return envelope(c);
  });
  routes.get('/instances/:guest/snapshots/:name', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, snapshotToWire(await getSnapshot(ports, context, named(c))));
  });
  routes.delete('/instances/:guest/snapshots/:name', async (c) => {
    const context = await toContext({ ports }, c);
    await deleteSnapshot(ports, context, named(c));
    return envelope(c);
  });
  return routes;
}
