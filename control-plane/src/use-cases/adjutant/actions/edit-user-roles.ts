import { z } from 'zod';
import { type Action, type ActionRun, invalid, type Outcome, valid } from './action.ts';
import { flag, id, listOf, roleNames, textOf } from './fields.ts';
import { changeRoles, manageableBy, ownRoles } from './roles.ts';

/** Gives roles on a project to one of its users, or takes them. */
export const editUserRoles: Action = {
  name: 'EditUserRolesAction',
  input: z.object({
    user_id: id,
    project_id: id,
    domain_id: id,
    roles: roleNames.default([]),
    inherited_roles: roleNames.default([]),
    remove: flag.default(false),
  }),
  mailOf: () => null,
  async prepare(run) {
    return { ...(await look(run)), autoApprove: true, tokenFields: null };
  },
  approve: look,
  async submit(run) {
    const outcome = await look(run);
    if (!outcome.valid) return outcome;
    const { data, ctx } = run;
    const change = {
      userId: textOf(data, 'user_id'),
      projectId: textOf(data, 'project_id'),
      roles: listOf(data, 'roles'),
      inherited: listOf(data, 'inherited_roles'),
      remove: data.remove === true,
    };
    return {
      ...valid('Roles changed.'),
      async commit(tx) {
        await changeRoles(tx, change);
        const { userId, projectId, ...details } = change;
        const subject = { kind: 'project', id: projectId };
        const action = change.remove ? 'unassign-role' : 'assign-role';
        await tx.audit.append(ctx, {
          action,
          subject,
          outcome: 'done',
          details: { ...details, userId, task: run.task.id },
        });
        return {};
      },
    };
  },
};

async function look({ ports, data, task }: ActionRun): Promise<Outcome> {
  const { requester } = task;
  const projectId = textOf(data, 'project_id');
  if (requester === null || requester.projectId !== projectId)
    return invalid('Project id does not match keystone user project.');
  const project = await ports.store.identity.getProject(projectId);
  if (project?.domainId !== textOf(data, 'domain_id'))
    return invalid('Project does not exist in this domain.');
  const user = await ports.store.users.get(textOf(data, 'user_id'));
  if (!user) return invalid('No user with this id.');
  const wanted = [...listOf(data, 'roles'), ...listOf(data, 'inherited_roles')];
  if (wanted.length === 0) return invalid('At least one role is needed.');
  const manageable = manageableBy(ports.adjutant.settings, requester.roles);
  const own = await ownRoles(ports.store, user.id, projectId);
  const present = [...own.roles, ...own.inherited];
  if (present.length === 0) return invalid('User has no roles on this project.');
  const beyond = [...wanted, ...present].filter((role) => !manageable.has(role));
  if (beyond.length > 0)
    return invalid(`User does not have permission to edit role(s): ${[...new Set(beyond)].join(', ')}`);
  const known = new Set((await ports.store.identity.listRoles()).map(({ name }) => name));
  return wanted.every((role) => known.has(role)) ? valid() : invalid('One of the roles does not exist.');
}
