import { Hono } from 'hono';
import { addLog } from '../../../use-cases/logs/add-log.ts';
import { deleteLogs } from '../../../use-cases/logs/delete-logs.ts';
import { listLogs } from '../../../use-cases/logs/list-logs.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { addLogRequest, deleteLogsRequest, logQuery, logsToWire, toLogSearch } from '../wire/logs.ts';

export function logRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/logs', async (c) => {
    const context = await toContext({ ports }, c);
    const search = toLogSearch(validate(logQuery, c.req.query()));
    return envelope(c, logsToWire(await listLogs(ports, context, search)));
  });
  routes.post('/logs', async (c) => {
    const context = await toContext({ ports }, c);
    await addLog(ports, context, await readBody(c, addLogRequest));
    return envelope(c);
  });
  routes.delete('/logs', async (c) => {
    const context = await toContext({ ports }, c);
    const { entries } = await readBody(c, deleteLogsRequest);
    await deleteLogs(ports, context, { logIds: entries });
    return envelope(c);
  });
  return routes;
}
