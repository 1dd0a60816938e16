import { Hono } from 'hono';
import { cellStatus } from '../../../use-cases/status/cell-status.ts';
import { listPoolStatus } from '../../../use-cases/status/list-pool-status.ts';
import { poolStatus } from '../../../use-cases/status/pool-status.ts';
import { zoneStatus } from '../../../use-cases/status/zone-status.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { cellStatusToWire, poolStatusToWire, zoneToWire } from '../wire/status.ts';

/** Statistics of the zone, of pools and of cells. */
export function statusRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/compute_zone_status', async (c) =>
    envelope(c, zoneToWire(await zoneStatus(ports, await toContext({ ports }, c)))),
  );
  routes.get('/compute_pool_status', async (c) => {
    const pools = await listPoolStatus(ports, await toContext({ ports }, c));
    return envelope(c, pools.map(poolStatusToWire));
  });
  routes.get('/compute_pool_status/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(
      c,
      poolStatusToWire(await poolStatus(ports, context, { pool: pathParameter(c, 'pool') })),
    );
  });
  routes.get('/compute_cell_status/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    const pool = await poolStatus(ports, context, { pool: pathParameter(c, 'pool') });
    return envelope(c, pool.cellStatus.map(cellStatusToWire));
  });
  routes.get('/compute_cell_status/:pool/:cell', async (c) => {
    const context = await toContext({ ports }, c);
    const place = { pool: pathParameter(c, 'pool'), cell: pathParameter(c, 'cell') };
    return envelope(c, cellStatusToWire(await cellStatus(ports, context, place)));
  });
  return routes;
}
