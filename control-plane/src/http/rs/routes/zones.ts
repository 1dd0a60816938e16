import { Hono } from 'hono';
import { getZone } from '../../../use-cases/zones/get-zone.ts';
import { listZones } from '../../../use-cases/zones/list-zones.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { zoneToWire } from '../wire/zones.ts';

export function zoneRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/availability-zones', async (c) => {
    const found = await listZones(ports, await toContext(dependencies, c));
    return c.json({ availability_zones: found.map(zoneToWire) });
  });
  routes.get('/availability-zones/:id', async (c) => {
    const found = await getZone(ports, await toContext(dependencies, c), { name: pathId(c, 'id') });
    return c.json({ availability_zone: zoneToWire(found) });
  });
  return routes;
}
