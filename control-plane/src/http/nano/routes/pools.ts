import { Hono } from 'hono';
import { createPool } from '../../../use-cases/pools/create-pool.ts';
import { deletePool } from '../../../use-cases/pools/delete-pool.ts';
import { getPool } from '../../../use-cases/pools/get-pool.ts';
import { listPools } from '../../../use-cases/pools/list-pools.ts';
import { modifyPool } from '../../../use-cases/pools/modify-pool.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { poolRequest, poolToWire } from '../wire/pools.ts';

export function poolRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/compute_pools', async (c) => {
    const pools = await listPools(ports, await toContext({ ports }, c));
    return envelope(c, pools.map(poolToWire));
  });
  routes.get('/compute_pools/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    return envelope(c, poolToWire(await getPool(ports, context, { pool: pathParameter(c, 'pool') })));
  });
  routes.post('/compute_pools/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    await createPool(ports, context, { name: pathParameter(c, 'pool'), ...(await readBody(c, poolRequest)) });
    return envelope(c);
  });
  routes.put('/compute_pools/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    await modifyPool(ports, context, { pool: pathParameter(c, 'pool'), ...(await readBody(c, poolRequest)) });
    return envelope(c);
  });
  routes.delete('/compute_pools/:pool', async (c) => {
    await deletePool(ports, await toContext({ ports }, c), { pool: pathParameter(c, 'pool') });
    return envelope(c);
  });
  return routes;
}
