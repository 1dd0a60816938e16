import type { Hono } from 'hono';
import { createListenerApp, type HttpCommon } from '../common.ts';
import type { HttpEnvironment } from '../environment.ts';
import { unknownRoute } from '../unknown-route.ts';
import { wellFormedPath } from '../well-formed-path.ts';
import { type RsDependencies, renderError } from './dialect.ts';
import { assignmentRoutes } from './routes/assignments.ts';
import { flavorRoutes } from './routes/flavors.ts';
import { floatingIpRoutes } from './routes/floating-ips.ts';
import { imageRoutes } from './routes/images.ts';
import { infoRoutes } from './routes/info.ts';
import { networkRoutes } from './routes/networks.ts';
import { projectActionRoutes } from './routes/project-actions.ts';
import { projectRoutes } from './routes/projects.ts';
import { requestRoutes } from './routes/requests.ts';
import { rollOutRoutes } from './routes/roll-outs.ts';
import { serverActionRoutes } from './routes/server-actions.ts';
import { serverRoutes } from './routes/servers.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { taskRoutes } from './routes/tasks.ts';
import { userRoutes } from './routes/users.ts';
import { volumeAssignmentRoutes } from './routes/volume-assignments.ts';
import { volumeTypeRoutes } from './routes/volume-types.ts';
import { volumeRoutes } from './routes/volumes.ts';
import { zoneRoutes } from './routes/zones.ts';

/** Literal paths stand before those with an id. */
const resources = [
  infoRoutes,
  projectActionRoutes,
  rollOutRoutes,
  projectRoutes,
  flavorRoutes,
  networkRoutes,
  imageRoutes,
  zoneRoutes,
  volumeTypeRoutes,
  taskRoutes,
  serverActionRoutes,
  serverRoutes,
  assignmentRoutes,
  sessionRoutes,
  requestRoutes,
  floatingIpRoutes,
  volumeRoutes,
  volumeAssignmentRoutes,
  userRoutes,
];

/** Everything on the RS server API's listener. */
export function createRsApp(
  options: RsDependencies & { readonly common: HttpCommon; readonly trustedProxies: readonly string[] },
): Hono<HttpEnvironment> {
  const { common, trustedProxies, ...dependencies } = options;
  const app = createListenerApp(common, trustedProxies);
  app.use('*', wellFormedPath);
  for (const routes of resources) app.route('/v1', routes(dependencies));
  const unknown = unknownRoute(app.routes, renderError);
  app.all('*', unknown);
  app.onError((error, c) => renderError(c, error));
  return app;
}
