import { Hono } from 'hono';
import { listDesktopRequests } from '../../../use-cases/desktop-requests/list-desktop-requests.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { type RsDependencies, toContext } from '../dialect.ts';
import { requestQuery, requestToWire } from '../wire/requests.ts';

export function requestRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/requests', async (c) => {
    const context = await toContext(dependencies, c);
    const {
      project_id: projectId,
      user_id: userId,
      status: state,
      limit,
    } = validate(requestQuery, c.req.query());
    const found = await listDesktopRequests(ports, context, { projectId, userId, state, limit });
    return c.json({ requests: found.map(requestToWire) });
  });
  return routes;
}
