import { Hono } from 'hono';
import { createDomain } from '../../../use-cases/domains/create-domain.ts';
import { deleteDomain } from '../../../use-cases/domains/delete-domain.ts';
import { getDomain } from '../../../use-cases/domains/get-domain.ts';
import { listDomains } from '../../../use-cases/domains/list-domains.ts';
import { modifyDomain } from '../../../use-cases/domains/modify-domain.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { type IdentityDependencies, toContext } from '../dialect.ts';
import { createDomainRequest, domainQuery, domainToWire, modifyDomainRequest } from '../wire/domains.ts';
import { listToWire } from '../wire/list.ts';

export function domainRoutes(dependencies: IdentityDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/domains', async (c) => {
    const domains = await listDomains(ports, await toContext(dependencies, c));
    const { name = null, enabled = null } = validate(domainQuery, c.req.query());
    const wanted = domains.filter(
      (domain) => (name ?? domain.name) === domain.name && (enabled ?? domain.enabled) === domain.enabled,
    );
    return c.json(listToWire(c, 'domains', wanted, (domain) => domainToWire(c, domain)));
  });
  routes.post('/domains', async (c) => {
    const context = await toContext(dependencies, c);
    const domain = await createDomain(ports, context, await readBody(c, createDomainRequest));
    return c.json({ domain: domainToWire(c, domain) }, 201);
  });
  routes.get('/domains/:domain', async (c) => {
    const context = await toContext(dependencies, c);
    return c.json({
      domain: domainToWire(c, await getDomain(ports, context, { id: pathParameter(c, 'domain') })),
    });
  });
  routes.patch('/domains/:domain', async (c) => {
    const context = await toContext(dependencies, c);
    const change = await readBody(c, modifyDomainRequest);
    const domain = await modifyDomain(ports, context, { id: pathParameter(c, 'domain'), change });
    return c.json({ domain: domainToWire(c, domain) });
  });
  routes.delete('/domains/:domain', async (c) => {
    await deleteDomain(ports, await toContext(dependencies, c), { id: pathParameter(c, 'domain') });
    return c.body(null, 204);
  });
  return routes;
}
