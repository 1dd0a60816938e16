import { Hono } from 'hono';
import { addLog } from '../../../use-cases/logs/add-log.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { envelope, type NanoDependencies, readBody, toContext } from '../dialect.ts';
import { addLogRequest } from '../wire/guest-requests.ts';

export function logRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.post('/logs', async (c) => {
    const context = await toContext({ ports }, c);
    await addLog(ports, context, await readBody(c, addLogRequest));
    return envelope(c);
  });
  return routes;
}
