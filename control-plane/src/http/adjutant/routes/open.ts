import { setTimeout as delay } from 'node:timers/promises';
import { Hono } from 'hono';
import { taskTypeNamed } from '../../../use-cases/adjutant/engine/known.ts';
import { validateInput } from '../../../use-cases/adjutant/engine/validate-input.ts';
import { requireUser } from '../../../use-cases/adjutant/levels.ts';
import { createTask } from '../../../use-cases/adjutant/tasks/create-task.ts';
import type { Context } from '../../../use-cases/context.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { type AdjutantDependencies, anonymousContext, readFields, toContext } from '../dialect.ts';

const resetNote = 'If user with email exists, reset token will be issued.';

/** What people ask for themselves: sign-up, a new password, a new address. */
export function openRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const { ports, rate } = dependencies;
  const routes = new Hono<HttpEnvironment>({ strict: false });
  const counted = async (c: Request): Promise<Context> => {
    const context = anonymousContext(dependencies, c);
    await rate.count(context.address);
    return context;
  };
  for (const [path, submittedAs] of [
    ['/openstack/sign-up', 'create_project_and_user'],
    ['/actions/CreateProjectAndUser', 'signup'],
  ] as const) {
    routes.post(path, async (c) => {
      const context = await counted(c);
      const { project_name, email, username, setup_network } = await readFields(c);
      const { region } = ports.adjutant.settings;
      const input = { project_name, email, username, setup_network, region };
      const type = 'create_project_and_user';
      await createTask(ports, context, { type, submittedAs, requester: null, input });
      return c.json({ notes: ['task created'] }, 202);
    });
  }
  for (const [path, submittedAs] of [
    ['/openstack/users/password-reset', 'reset_user_password'],
    ['/actions/ResetPassword', 'reset_password'],
  ] as const) {
    routes.post(path, async (c) => {
      const context = await counted(c);
      const { email, username, domain_name } = await readFields(c);
      const input = { email, username, domain_name };
      const type = 'reset_user_password';
      validateInput(taskTypeNamed(ports, type), input);
      // The answer tells nothing about who exists, neither does its time.
      ports.adjutant.background(async () => {
        await createTask(ports, context, { type, submittedAs, requester: null, input });
      });
      await delay(ports.adjutant.settings.resetAnswerMs);
      return c.json({ notes: [resetNote] }, 202);
    });
  }
  for (const [path, submittedAs] of [
    ['/openstack/users/email-update', 'update_user_email'],
    ['/openstack/email-update', 'update_user_email'],
    ['/actions/UpdateEmail', 'update_email'],
  ] as const) {
    routes.post(path, async (c) => {
      const context = await toContext(dependencies, c);
      const requester = await requireUser(ports, context);
      const { new_email, email } = await readFields(c);
      const input = { new_email: new_email ?? email, user_id: requester.userId };
      const type = 'update_user_email';
      await createTask(ports, context, { type, submittedAs, requester, input });
      return c.json({ notes: ['task created'] }, 202);
    });
  }
  return routes;
}
