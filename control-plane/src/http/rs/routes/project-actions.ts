import { Hono } from 'hono';
import { autoAllocateUsers } from '../../../use-cases/desktops/auto-allocate-users.ts';
import { fillReserve, getReserve } from '../../../use-cases/desktops/fill-reserve.ts';
import { getDefaultSettings } from '../../../use-cases/desktops/get-default-settings.ts';
import { getDesktopStatistics } from '../../../use-cases/desktops/get-desktop-statistics.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { statisticsToWire } from '../wire/statistics.ts';

export function projectActionRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/projects/actions/get-settings', async (c) => {
    const { namePattern, zone } = await getDefaultSettings(ports, await toContext(dependencies, c));
    return c.json({
      project_settings: { instance_name_pattern: namePattern, default_availability_zone: zone },
    });
  });
  routes.get('/projects/:project/statistics', async (c) => {
    const context = await toContext(dependencies, c);
    const statistics = await getDesktopStatistics(ports, context, { id: pathId(c, 'project') });
    return c.json({ statistics: statisticsToWire(statistics) });
  });
  routes.get('/projects/:project/reserve', async (c) => {
    const context = await toContext(dependencies, c);
    return c.json({ reserve: await getReserve(ports, context, { id: pathId(c, 'project') }) });
  });
  routes.post('/projects/:project/actions/fill-reserve', async (c) => {
    const context = await toContext(dependencies, c);
    const { made, reserve } = await fillReserve(ports, context, { id: pathId(c, 'project') });
    return c.json({ servers: made.map(({ id }) => ({ id })), reserve }, 202);
  });
  routes.post('/projects/:project/actions/auto-allocate-users', async (c) => {
    const context = await toContext(dependencies, c);
    const { operationId } = await autoAllocateUsers(ports, context, { id: pathId(c, 'project') });
    return c.json({ task_id: operationId }, 202);
  });
  return routes;
}
