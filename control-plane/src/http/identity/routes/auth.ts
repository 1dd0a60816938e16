import { Hono } from 'hono';
import { listTokenScopes } from '../../../use-cases/tokens/list-token-scopes.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type IdentityDependencies, originOf, toContext } from '../dialect.ts';
import { catalogToWire } from '../wire/catalog.ts';
import { domainToWire } from '../wire/domains.ts';
import { listToWire } from '../wire/list.ts';
import { projectToWire } from '../wire/projects.ts';

/** What the caller may scope a token to, and where the services are. */
export function authRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports, endpoints, region } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/auth/projects', async (c) => {
    const { projects } = await listTokenScopes(ports, await toContext(dependencies, c));
    return c.json(listToWire(c, 'projects', projects, (project) => projectToWire(c, project)));
  });
  routes.get('/auth/domains', async (c) => {
    const { domains } = await listTokenScopes(ports, await toContext(dependencies, c));
    return c.json(listToWire(c, 'domains', domains, (domain) => domainToWire(c, domain)));
  });
  routes.get('/auth/catalog', async (c) => {
    await toContext(dependencies, c);
    const links = { self: `${originOf(c)}/v3/auth/catalog`, next: null, previous: null };
    return c.json({ catalog: catalogToWire(endpoints(), region), links });
  });
  return routes;
}
