import { Hono } from 'hono';
import { getTaskStatus } from '../../../use-cases/adjutant/get-task-status.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type AdjutantDependencies, toContext } from '../dialect.ts';
import { notificationToWire, taskToWire } from '../wire/tasks.ts';

export function statusRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>({ strict: false });
  routes.get('/status', async (c) => {
    const status = await getTaskStatus(dependencies.ports, await toContext(dependencies, c));
    return c.json({
      error_notifications: status.errors.map(notificationToWire),
      last_created_task: status.created && taskToWire(status.created),
      last_completed_task: status.completed && taskToWire(status.completed),
    });
  });
  return routes;
}
