import { Hono } from 'hono';
import { fieldErrors } from '../../../use-cases/adjutant/errors.ts';
import { requireAdmin, requireModerator } from '../../../use-cases/adjutant/levels.ts';
import { approveTask } from '../../../use-cases/adjutant/tasks/approve-task.ts';
import { cancelTask } from '../../../use-cases/adjutant/tasks/cancel-task.ts';
import { getTask } from '../../../use-cases/adjutant/tasks/get-task.ts';
import { listTasks } from '../../../use-cases/adjutant/tasks/list-tasks.ts';
import { updateTask } from '../../../use-cases/adjutant/tasks/update-task.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type AdjutantDependencies, idOf, readFields, toContext } from '../dialect.ts';
import { pageToWire, readPage } from '../wire/paging.ts';
import { taskToWire } from '../wire/tasks.ts';

const approvalMissing = fieldErrors({ approved: ['this is a required boolean field.'] });

export function taskRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>({ strict: false });
  for (const path of ['/tasks', '/task']) {
    routes.get(path, async (c) => {
      const context = await toContext(dependencies, c);
      await requireAdmin(ports, context);
      const page = readPage(c, 'tasks_per_page');
      const filters = c.req.query('filters') ?? '';
      const { rows, total } = await listTasks(ports, context, { filters, ...page });
      return c.json({ tasks: rows.map(taskToWire), ...pageToWire(page, total) });
    });
    routes.get(`${path}/:task`, async (c) => {
      const task = await getTask(ports, await toContext(dependencies, c), { id: idOf(c, 'task') });
      return c.json(taskToWire(task));
    });
    routes.put(`${path}/:task`, async (c) => {
      const context = await toContext(dependencies, c);
      await requireModerator(ports, context);
      await updateTask(ports, context, { id: idOf(c, 'task'), data: await readFields(c) });
      return c.json({ notes: ['Task successfully updated.'] });
    });
    routes.post(`${path}/:task`, async (c) => {
      const context = await toContext(dependencies, c);
      await requireAdmin(ports, context);
      const { approved } = await readFields(c, approvalMissing);
      if (approved !== true) throw approvalMissing;
      const { tokenIssued } = await approveTask(ports, context, { id: idOf(c, 'task') });
      return c.json({ notes: [tokenIssued ? 'Created Token.' : 'Task completed successfully.'] });
    });
    routes.delete(`${path}/:task`, async (c) => {
      await cancelTask(ports, await toContext(dependencies, c), { id: idOf(c, 'task') });
      return c.json({ notes: ['Task cancelled successfully.'] });
    });
  }
  return routes;
}
