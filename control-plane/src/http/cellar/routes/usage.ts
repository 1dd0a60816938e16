import { Hono } from 'hono';
import { getCellUsage } from '../../../use-cases/usage/get-cell-usage.ts';
import { getGuestUsage } from '../../../use-cases/usage/get-guest-usage.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type CellarDependencies, toContext } from '../dialect.ts';
import { toUsageQuery, usageQuery, usageToWire } from '../wire/usage.ts';

/** What cells and guests used within the last day. */
export function usageRoutes({ ports }: CellarDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/cells/:cell/usage', async (c) => {
    const context = await toContext({ ports }, c);
    const query = toUsageQuery(validate(usageQuery, c.req.query()));
    const usage = await getCellUsage(ports, context, { ...query, cell: c.req.param('cell') });
    return c.json({ usage: usageToWire(usage) });
  });
  routes.get('/guests/:guest/usage', async (c) => {
    const context = await toContext({ ports }, c);
    const query = toUsageQuery(validate(usageQuery, c.req.query()));
    const usage = await getGuestUsage(ports, context, { ...query, guestId: c.req.param('guest') });
    return c.json({ usage: usageToWire(usage) });
  });
  return routes;
}
