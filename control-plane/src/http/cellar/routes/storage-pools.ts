import { Hono } from 'hono';
import { listStorageUsage } from '../../../use-cases/storage-pools/storage-usage.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { storageUsageToWire } from '../wire/storage-pools.ts';

/** How full storage pools are, and on which cells they are attached. */
export function storagePoolRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/storage-pools', async (c) => {
    const usage = await listStorageUsage(ports, await toContext({ ports }, c));
    return c.json({ storage_pools: usage.map(storageUsageToWire) });
  });
  return routes;
}
