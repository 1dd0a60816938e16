import { z } from 'zod';
import type { User } from '../../../domain/user.ts';
import { defaultDomainId } from '../../../domain/user.ts';
import { type Action, type ActionRun, invalid, valid } from './action.ts';
import { madeByTask } from './project-of-task.ts';
import { changeRoles } from './roles.ts';

/** Puts the users that the configuration names into the new project. */
export const addDefaultUsersToProject: Action = {
  name: 'AddDefaultUsersToProjectAction',
  input: z.object({}),
  mailOf: () => null,
  async prepare(run) {
    const { missing } = await find(run);
    return missing.length === 0 ? valid() : invalid(`There is no user ${missing.join(', ')}.`);
  },
  async approve(run) {
    const { ports, ctx, task, cache } = run;
    if (cache.done === true) return valid();
    const { users, missing } = await find(run);
    if (missing.length > 0) return invalid(`There is no user ${missing.join(', ')}.`);
    const { projectId } = madeByTask(task);
    if (!(await ports.store.identity.getProject(projectId))) return invalid('The project is gone.');
    const { defaultUserRoles: roles } = ports.adjutant.settings;
    return {
      ...valid(`Users of the project: ${users.map(({ name }) => name).join(', ') || 'none more'}.`),
      async commit(tx) {
        for (const { id, name } of users) {
          await changeRoles(tx, { userId: id, projectId, roles, inherited: [], remove: false });
          const subject = { kind: 'project', id: projectId };
          const details = { user: name, roles, task: task.id };
          await tx.audit.append(ctx, { action: 'join-project', subject, outcome: 'done', details });
        }
        return { done: true };
      },
    };
  },
  submit: async () => valid(),
};

async function find({ ports }: ActionRun): Promise<{ users: User[]; missing: string[] }> {
  const users: User[] = [];
  const missing: string[] = [];
  for (const name of ports.adjutant.settings.defaultUsers) {
    const user = await ports.store.users.findUser(defaultDomainId, name);
    if (user) users.push(user);
    else missing.push(name);
  }
  return { users, missing };
}
