import { Hono } from 'hono';
import { getNetwork } from '../../../use-cases/networks/get-network.ts';
import { listNetworks } from '../../../use-cases/networks/list-networks.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { pageOf } from '../page.ts';
import { networkToWire, rangeToWire } from '../wire/networks.ts';

export function networkRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/networks', async (c) => {
    const networks = await listNetworks(ports, await toContext(dependencies, c));
    return c.json({ networks: pageOf(c, networks.map(networkToWire), (one) => one.id) });
  });
  routes.get('/networks/:id', async (c) => {
    const network = await getNetwork(ports, await toContext(dependencies, c), { id: pathId(c, 'id') });
    const ranges = network.ranges.map(rangeToWire);
    return c.json({ network: { ...networkToWire(network), allocation_pools: ranges } });
  });
  return routes;
}
