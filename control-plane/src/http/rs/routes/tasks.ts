import { Hono } from 'hono';
import { getRsTask } from '../../../use-cases/rs-tasks/get-rs-task.ts';
import { listRsTasks } from '../../../use-cases/rs-tasks/list-rs-tasks.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathId, type RsDependencies, toContext } from '../dialect.ts';
import { taskToWire } from '../wire/tasks.ts';

export function taskRoutes(dependencies: RsDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>();
  routes.get('/tasks', async (c) => {
    return c.json({ tasks: await listRsTasks(ports, await toContext(dependencies, c)) });
  });
  routes.get('/tasks/:task', async (c) => {
    const context = await toContext(dependencies, c);
    return c.json(taskToWire(await getRsTask(ports, context, { id: pathId(c, 'task') })));
  });
  return routes;
}
