import { Hono } from 'hono';
import { listAudit } from '../../../use-cases/audit/list-audit.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { auditToWire, listAuditQuery, toAuditFilter } from '../wire/audit.ts';

export function auditRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/audit', async (c) => {
    const context = await toContext({ ports }, c);
    const query = validate(listAuditQuery, c.req.query());
    const page = { limit: query.limit, offset: query.offset };
    const rows = await listAudit(ports, context, { ...page, filter: toAuditFilter(query) });
    const last = rows.at(-1);
    const next = last !== undefined && rows.length === page.limit ? last.id : null;
    return c.json({ audit: rows.map(auditToWire), ...page, next_before: next });
  });
  return routes;
}
