import { Hono } from 'hono';
import { DomainError } from '../../../../../proto/src/errors.ts';
import { isAdministrator } from '../../../domain/rights.ts';
import { findTaskType } from '../../../use-cases/adjutant/engine/known.ts';
import { missingRole } from '../../../use-cases/adjutant/errors.ts';
import { requireUser } from '../../../use-cases/adjutant/levels.ts';
import { createTask } from '../../../use-cases/adjutant/tasks/create-task.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { type AdjutantDependencies, readFields, toContext } from '../dialect.ts';

/** Task types that the configuration adds are asked for under their name. */
export function actionRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>({ strict: false });
  routes.post('/actions/:type', async (c) => {
    const context = await toContext(dependencies, c);
    const requester = await requireUser(ports, context);
    const submittedAs = c.req.param('type');
    const type = findTaskType(ports, submittedAs);
    if (!type?.askedBy) throw new DomainError('not_found', 'Not found.', { reason: 'unknown_path' });
    const { askedBy } = type;
    if (
      !isAdministrator(context.actor) &&
      !requester.roles.some((role) => role !== 'admin' && askedBy.includes(role))
    )
      throw missingRole(askedBy);
    const { projectId, projectDomainId, userId } = requester;
    const own = { project_id: projectId, domain_id: projectDomainId, user_id: userId };
    const input = { ...own, ...(await readFields(c)), project_id: projectId };
    await createTask(ports, context, { type: type.name, submittedAs, requester, input });
    return c.json({ notes: ['task created'] }, 202);
  });
  return routes;
}
