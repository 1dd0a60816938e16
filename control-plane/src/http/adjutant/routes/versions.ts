import { Hono } from 'hono';
import type { HttpEnvironment, Request } from '../../environment.ts';

/** Which versions there are, for everybody. */
export function versionRoutes(): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>({ strict: false });
  routes.get('/', (c) => c.json({ versions: [version(c)] }));
  routes.get('/v1', (c) => c.json({ version: version(c) }));
  return routes;
}

function version(c: Request) {
  return {
    id: '1.0',
    status: 'CURRENT',
    links: [{ rel: 'self', href: `${new URL(c.req.url).origin}/v1/` }],
    'media-types': [{ base: 'application/json', type: 'application/json' }],
  };
}
