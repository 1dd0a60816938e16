import { Hono } from 'hono';
import { createStoragePool } from '../../../use-cases/storage-pools/create-storage-pool.ts';
import { deleteStoragePool } from '../../../use-cases/storage-pools/delete-storage-pool.ts';
import { getStoragePool } from '../../../use-cases/storage-pools/get-storage-pool.ts';
import { listStoragePools } from '../../../use-cases/storage-pools/list-storage-pools.ts';
import { modifyStoragePool } from '../../../use-cases/storage-pools/modify-storage-pool.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { namedStoragePoolToWire, storagePoolRequest, storagePoolToWire } from '../wire/storage-pools.ts';

/** Storage that the cells of compute pools share. */
export function storagePoolRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/storage_pools', async (c) => {
    const pools = await listStoragePools(ports, await toContext({ ports }, c));
    return envelope(c, pools.map(namedStoragePoolToWire));
  });
  routes.get('/storage_pools/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    const pool = await getStoragePool(ports, context, { pool: pathParameter(c, 'pool') });
    return envelope(c, storagePoolToWire(pool));
  });
  routes.post('/storage_pools/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = await readBody(c, storagePoolRequest);
    await createStoragePool(ports, context, { name: pathParameter(c, 'pool'), ...settings });
    return envelope(c);
  });
  routes.put('/storage_pools/:pool', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = await readBody(c, storagePoolRequest);
    await modifyStoragePool(ports, context, { pool: pathParameter(c, 'pool'), ...settings });
    return envelope(c);
  });
  routes.delete('/storage_pools/:pool', async (c) => {
    await deleteStoragePool(ports, await toContext({ ports }, c), { pool: pathParameter(c, 'pool') });
    return envelope(c);
  });
  return routes;
}
