import { Hono } from 'hono';
import { acknowledgeWarning } from '../../../use-cases/warnings/acknowledge-warning.ts';
import { listWarnings } from '../../../use-cases/warnings/list-warnings.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { listWarningsQuery, warningToWire } from '../wire/warnings.ts';

export function warningRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/warnings', async (c) => {
    const context = await toContext({ ports }, c);
    const search = validate(listWarningsQuery, c.req.query());
    const { warnings, total } = await listWarnings(ports, context, search);
    const { limit, offset } = search;
    return c.json({ warnings: warnings.map(warningToWire), total, limit, offset });
  });
  routes.post('/warnings/:warning/acknowledge', async (c) => {
    const context = await toContext({ ports }, c);
    const warning = await acknowledgeWarning(ports, context, { warningId: c.req.param('warning') });
    return c.json({ warning: warningToWire(warning) });
  });
  return routes;
}
