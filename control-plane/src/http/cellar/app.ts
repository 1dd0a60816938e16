import { Hono } from 'hono';
import type { HttpEnvironment } from '../environment.ts';
import { unknownRoute } from '../unknown-route.ts';
import { wellFormedPath } from '../well-formed-path.ts';
import { type CellarDependencies, renderError, toContext } from './dialect.ts';
import { apiTokenRoutes } from './routes/api-tokens.ts';
import { auditRoutes } from './routes/audit.ts';
import { cellRoutes } from './routes/cells.ts';
import { eventRoutes } from './routes/events.ts';
import { groupRoutes } from './routes/groups.ts';
import { migrationRoutes } from './routes/migrations.ts';
import { operationRoutes } from './routes/operations.ts';
import { passwordRoutes } from './routes/password.ts';
import { quotaRoutes } from './routes/quotas.ts';
import { secondFactorRoutes } from './routes/second-factor.ts';
import { storagePoolRoutes } from './routes/storage-pools.ts';
import { usageRoutes } from './routes/usage.ts';
import { warningRoutes } from './routes/warnings.ts';
import { whoamiRoutes } from './routes/whoami.ts';

/** Origins of this installation's listeners by the name of their API. */
export type Endpoints = Readonly<Record<string, string>>;

/** Cellar's own API under `/cellar/v1`. */
export function createCellarApp(
  dependencies: CellarDependencies & { endpoints: () => Endpoints },
): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>({ strict: false });
  app.use('/cellar/*', wellFormedPath);
  for (const routes of [
    operationRoutes,
    cellRoutes,
    groupRoutes,
    quotaRoutes,
    storagePoolRoutes,
    migrationRoutes,
    auditRoutes,
    warningRoutes,
    eventRoutes,
    apiTokenRoutes,
    secondFactorRoutes,
    whoamiRoutes,
    passwordRoutes,
    usageRoutes,
  ])
    app.route('/cellar/v1', routes(dependencies));
  app.get('/cellar/v1/endpoints', async (c) => {
    await toContext(dependencies, c);
    return c.json({ endpoints: dependencies.endpoints() });
  });
  const unknown = unknownRoute(app.routes, renderError);
  app.all('/cellar', unknown);
  app.all('/cellar/*', unknown);
  app.onError((error, c) => renderError(c, error));
  return app;
}
