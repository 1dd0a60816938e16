import { Hono } from 'hono';
import { getVisibility } from '../../../use-cases/visibility/get-visibility.ts';
import { setVisibility } from '../../../use-cases/visibility/set-visibility.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { toVisibility, visibilityRequest, visibilityToWire } from '../wire/visibility.ts';

export function visibilityRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/resource_visibilities', async (c) => {
    const visibility = await getVisibility(ports, await toContext({ ports }, c));
    return envelope(c, visibilityToWire(visibility));
  });
  routes.put('/resource_visibilities', async (c) => {
    const context = await toContext({ ports }, c);
    await setVisibility(ports, context, toVisibility(await readBody(c, visibilityRequest)));
    return envelope(c);
  });
  return routes;
}
