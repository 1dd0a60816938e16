import { Hono } from 'hono';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { originOf } from '../dialect.ts';

/** Which versions there are, for everybody. */
export function versionRoutes(): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>({ strict: false });
  routes.get('/', (c) => c.json({ versions: { values: [version(c)] } }, 300));
  routes.get('/v3', (c) => c.json({ version: version(c) }));
  return routes;
}

function version(c: Request) {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${originOf(c)}/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}
