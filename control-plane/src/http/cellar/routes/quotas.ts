import { Hono } from 'hono';
import { getProjectQuota } from '../../../use-cases/adjutant/quotas/get-project-quota.ts';
import { setProjectQuota } from '../../../use-cases/adjutant/quotas/set-project-quota.ts';
import { readJsonObject } from '../../body.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { projectQuotaToWire, quotaFromWire, setQuotaRequest } from '../wire/quotas.ts';

/** How much projects may have. */
export function quotaRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/projects/:project/quota', async (c) => {
    const context = await toContext({ ports }, c);
    const found = await getProjectQuota(ports, context, { projectId: c.req.param('project') });
    return c.json({ quota: projectQuotaToWire(found) });
  });
  routes.put('/projects/:project/quota', async (c) => {
    const context = await toContext({ ports }, c);
    const quota = quotaFromWire(validate(setQuotaRequest, await readJsonObject(c)));
    const found = await setProjectQuota(ports, context, { projectId: c.req.param('project'), quota });
    return c.json({ quota: projectQuotaToWire(found) });
  });
  return routes;
}
