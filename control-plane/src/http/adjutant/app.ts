import type { Hono } from 'hono';
import type { Ports } from '../../use-cases/ports/index.ts';
import { createListenerApp, type HttpCommon } from '../common.ts';
import type { HttpEnvironment } from '../environment.ts';
import { unknownRoute } from '../unknown-route.ts';
import { wellFormedPath } from '../well-formed-path.ts';
import { type AdjutantDependencies, renderError } from './dialect.ts';
import { RequestRate } from './request-rate.ts';
import { actionRoutes } from './routes/actions.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { openRoutes } from './routes/open.ts';
import { quotaRoutes } from './routes/quotas.ts';
import { statusRoutes } from './routes/status.ts';
import { taskRoutes } from './routes/tasks.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { userRoutes } from './routes/users.ts';
import { versionRoutes } from './routes/versions.ts';

const resources = [
  statusRoutes,
  taskRoutes,
  tokenRoutes,
  notificationRoutes,
  openRoutes,
  userRoutes,
  quotaRoutes,
  actionRoutes,
];

/** Everything on the Adjutant listener: administrative and delegate API. */
export function createAdjutantApp(options: {
  readonly ports: Ports;
  readonly common: HttpCommon;
  readonly trustedProxies: readonly string[];
  /** What strangers may ask for from one address within ten minutes. */
  readonly openRequests: number;
}): Hono<HttpEnvironment> {
  const { ports, common, trustedProxies, openRequests } = options;
  const dependencies: AdjutantDependencies = { ports, rate: new RequestRate(openRequests) };
  const app = createListenerApp(common, trustedProxies);
  app.use('*', wellFormedPath);
  app.use('*', async (c, next) => {
    c.header('Vary', 'X-Auth-Token');
    await next();
  });
  app.route('/', versionRoutes());
  for (const routes of resources) app.route('/v1', routes(dependencies));
  const unknown = unknownRoute(app.routes, renderError);
  app.all('*', unknown);
  app.onError((error, c) => renderError(c, error));
  return app;
}
