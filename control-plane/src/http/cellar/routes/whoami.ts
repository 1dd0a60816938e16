import { Hono } from 'hono';
import { describeCaller } from '../../../use-cases/sessions/describe-caller.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';

export function whoamiRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/whoami', async (c) => {
    const { userId, ...caller } = describeCaller(await toContext({ ports }, c));
    return c.json({ whoami: { user_id: userId, ...caller } });
  });
  return routes;
}
