import { Hono } from 'hono';
import { createAddressPool } from '../../../use-cases/addresses/create-address-pool.ts';
import { deleteAddressPool } from '../../../use-cases/addresses/delete-address-pool.ts';
import { getAddressPool } from '../../../use-cases/addresses/get-address-pool.ts';
import { listAddressPools } from '../../../use-cases/addresses/list-address-pools.ts';
import { modifyAddressPool } from '../../../use-cases/addresses/modify-address-pool.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  addressPoolRequest,
  addressPoolSummaryToWire,
  addressPoolToWire,
  toAddressPoolSettings,
} from '../wire/address-pools.ts';

export function addressPoolRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/address_pools', async (c) => {
    const pools = await listAddressPools(ports, await toContext({ ports }, c));
    return envelope(c, pools.map(addressPoolSummaryToWire));
  });
  routes.get('/address_pools/:name', async (c) => {
    const context = await toContext({ ports }, c);
    const view = await getAddressPool(ports, context, { name: pathParameter(c, 'name') });
    return envelope(c, addressPoolToWire(view));
  });
  routes.post('/address_pools/:name', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = toAddressPoolSettings(await readBody(c, addressPoolRequest));
    await createAddressPool(ports, context, { name: pathParameter(c, 'name'), ...settings });
    return envelope(c);
  });
  routes.put('/address_pools/:name', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = toAddressPoolSettings(await readBody(c, addressPoolRequest));
    await modifyAddressPool(ports, context, { name: pathParameter(c, 'name'), ...settings });
    return envelope(c);
  });
  routes.delete('/address_pools/:name', async (c) => {
    const context = await toContext({ ports }, c);
    await deleteAddressPool(ports, context, { name: pathParameter(c, 'name') });
    return envelope(c);
  });
  return routes;
}
