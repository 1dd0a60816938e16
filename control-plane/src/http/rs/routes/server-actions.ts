import { Hono } from 'hono';
import { actOnDesktop, desktopActions } from '../../../use-cases/desktop-servers/act-on-desktop.ts';
import { listAssignmentHistory } from '../../../use-cases/desktop-servers/list-assignment-history.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { validate } from '../../validate.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { actionQuery, assignmentEventToWire } from '../wire/servers.ts';

export function serverActionRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  for (const action of desktopActions)
    routes.post(`/servers/:server/actions/${action}`, async (c) => {
      const context = await toContext(dependencies, c);
      const { force = false } = validate(actionQuery, c.req.query());
      const operation = await actOnDesktop(ports, context, { id: pathId(c, 'server'), action, force });
      return c.json({ task_id: operation.id }, 202);
    });
  routes.get('/servers/:server/assignments', async (c) => {
    const context = await toContext(dependencies, c);
    const events = await listAssignmentHistory(ports, context, { id: pathId(c, 'server') });
    return c.json({ assignments: events.map(assignmentEventToWire) });
  });
  return routes;
}
