import { Hono } from 'hono';
import { describeSystem } from '../../../use-cases/users/describe-system.ts';
import { initializeSystem } from '../../../use-cases/users/initialize-system.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toOpenContext } from '../dialect.ts';
import { initializeSystemRequest, systemToWire, toFirstRun } from '../wire/system.ts';

/** First run and the limits of the creation dialogs; both without a session. */
export function systemRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/system', async (c) => envelope(c, systemToWire(await describeSystem(ports))));
  routes.post('/system', async (c) => {
    const firstRun = toFirstRun(await readBody(c, initializeSystemRequest));
    await initializeSystem(ports, toOpenContext({ ports }, c), firstRun);
    return envelope(c);
  });
  return routes;
}
