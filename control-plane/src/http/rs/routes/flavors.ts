import { Hono } from 'hono';
import { createFlavor } from '../../../use-cases/flavors/create-flavor.ts';
import { deleteFlavor } from '../../../use-cases/flavors/delete-flavor.ts';
import { getFlavor } from '../../../use-cases/flavors/get-flavor.ts';
import { listFlavors } from '../../../use-cases/flavors/list-flavors.ts';
import { modifyFlavor } from '../../../use-cases/flavors/modify-flavor.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { pageOf } from '../page.ts';
import { createFlavorRequest, flavorToWire, modifyFlavorRequest } from '../wire/flavors.ts';

export function flavorRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.post('/flavors', async (c) => {
    const context = await toContext(dependencies, c);
    const flavor = await createFlavor(ports, context, await readBody(c, createFlavorRequest));
    return c.json({ flavor: flavorToWire(flavor) }, 201);
  });
  routes.get('/flavors', async (c) => {
    const flavors = await listFlavors(ports, await toContext(dependencies, c));
    return c.json({ flavors: pageOf(c, flavors.map(flavorToWire), (one) => one.id) });
  });
  routes.get('/flavors/:flavor', async (c) => {
    const flavor = await getFlavor(ports, await toContext(dependencies, c), { id: pathId(c, 'flavor') });
    return c.json({ flavor: flavorToWire(flavor) });
  });
  routes.put('/flavors/:flavor', async (c) => {
    const context = await toContext(dependencies, c);
    const change = await readBody(c, modifyFlavorRequest);
    const flavor = await modifyFlavor(ports, context, { id: pathId(c, 'flavor'), change });
    return c.json({ flavor: flavorToWire(flavor) });
  });
  routes.delete('/flavors/:flavor', async (c) => {
    await deleteFlavor(ports, await toContext(dependencies, c), { id: pathId(c, 'flavor') });
    return c.body(null, 204);
  });
  return routes;
}
