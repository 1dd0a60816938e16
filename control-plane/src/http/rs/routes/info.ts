import { Hono } from 'hono';
import { getDesktopInfo } from '../../../use-cases/desktop-info/get-desktop-info.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type RsDependencies, toContext } from '../dialect.ts';
import { infoToWire } from '../wire/info.ts';

export function infoRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/info', async (c) => {
    const info = await getDesktopInfo(dependencies.ports, await toContext(dependencies, c));
    return c.json({ info: infoToWire(info) });
  });
  return routes;
}
