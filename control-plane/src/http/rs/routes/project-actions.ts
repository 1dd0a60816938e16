import { Hono } from 'hono';
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
  return routes;
}
