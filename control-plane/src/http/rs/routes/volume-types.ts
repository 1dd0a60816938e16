import { Hono } from 'hono';
import { getVolumeType } from '../../../use-cases/volume-types/get-volume-type.ts';
import { listVolumeTypes } from '../../../use-cases/volume-types/list-volume-types.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { pageOf } from '../page.ts';
import { volumeTypeToWire } from '../wire/volume-types.ts';

export function volumeTypeRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/volume-types', async (c) => {
    const found = await listVolumeTypes(ports, await toContext(dependencies, c));
    return c.json({ volume_types: pageOf(c, found.map(volumeTypeToWire), (one) => one.id) });
  });
  routes.get('/volume-types/:id', async (c) => {
    const found = await getVolumeType(ports, await toContext(dependencies, c), { id: pathId(c, 'id') });
    return c.json({ volume_type: volumeTypeToWire(found) });
  });
  return routes;
}
