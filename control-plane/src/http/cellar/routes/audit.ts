import { Hono } from 'hono';
import { z } from 'zod';
import { listAudit } from '../../../use-cases/audit/list-audit.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { auditToWire } from '../wire/audit.ts';
import { paging } from '../wire/common.ts';

export function auditRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/audit', async (c) => {
    const context = await toContext({ ports }, c);
    const page = validate(z.object(paging), c.req.query());
    return c.json({ audit: (await listAudit(ports, context, page)).map(auditToWire), ...page });
  });
  return routes;
}
