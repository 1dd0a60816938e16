import type { Hono } from 'hono';
import type { Ports } from '../../use-cases/ports/index.ts';
import { createListenerApp, type HttpCommon } from '../common.ts';
import type { HttpEnvironment } from '../environment.ts';
import { unknownRoute } from '../unknown-route.ts';
import { wellFormedPath } from '../well-formed-path.ts';
import { type IdentityDependencies, renderError } from './dialect.ts';
import { assignmentRoutes } from './routes/assignments.ts';
import { authRoutes } from './routes/auth.ts';
import { domainRoutes } from './routes/domains.ts';
import { grantRoutes } from './routes/grants.ts';
import { groupRoutes } from './routes/groups.ts';
import { projectRoutes } from './routes/projects.ts';
import { roleRoutes } from './routes/roles.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { userRoutes } from './routes/users.ts';
import { versionRoutes } from './routes/versions.ts';

const resources = [
  tokenRoutes,
  authRoutes,
  userRoutes,
  groupRoutes,
  projectRoutes,
  domainRoutes,
  roleRoutes,
  assignmentRoutes,
  grantRoutes,
];

/** Everything on the identity listener: the part of Keystone's API, version 3, that common clients use. */
export function createIdentityApp(
  options: Omit<IdentityDependencies, 'attempts'> & {
    readonly ports: Ports;
    readonly common: HttpCommon;
    readonly trustedProxies: readonly string[];
  },
): Hono<HttpEnvironment> {
  const { common, trustedProxies, ...rest } = options;
  const dependencies: IdentityDependencies = { ...rest, attempts: common.attempts };
  const app = createListenerApp(common, trustedProxies);
  app.use('*', wellFormedPath);
  app.use('*', async (c, next) => {
    c.header('Vary', 'X-Auth-Token');
    await next();
  });
  app.route('/', versionRoutes());
  for (const routes of resources) app.route('/v3', routes(dependencies));
  const unknown = unknownRoute(app.routes, renderError);
  app.all('*', unknown);
  app.onError((error, c) => renderError(c, error));
  return app;
}
