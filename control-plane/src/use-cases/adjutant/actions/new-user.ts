import { z } from 'zod';
import { type Action, type ActionRun, invalid, type Outcome, valid } from './action.ts';
import { id, listOf, mail, name, roleNames, textOf } from './fields.ts';
import {
  findPerson,
  isPrivileged,
  newAccount,
  type Person,
  passwordChange,
  passwordOf,
  userNameOf,
} from './person.ts';
import { changeRoles, manageableBy, ownRoles } from './roles.ts';

/** Brings a person into a project. All of it happens when he answers. */
export const newUser: Action = {
  name: 'NewUserAction',
  input: z.object({
    email: mail,
    username: name(255).optional(),
    roles: roleNames.default([]),
    inherited_roles: roleNames.default([]),
    project_id: id,
    domain_id: id,
  }),
  mailOf: (data) => textOf(data, 'email'),
  async prepare(run) {
    const { outcome, person } = await look(run);
    if (!outcome.valid || person === undefined) return { ...outcome, autoApprove: true };
    const autoApprove = person.state !== 'disabled';
    if (person.state !== 'existing') return { ...outcome, autoApprove, tokenFields: ['password'] };
    return { ...outcome, autoApprove, tokenFields: (await hasAll(run, person.user.id)) ? null : ['confirm'] };
  },
  async approve(run) {
    return (await look(run)).outcome;
  },
  async submit(run, { fields }) {
    const { ports, ctx, data, cache } = run;
    if (cache.done === true) return valid();
    const { outcome, person } = await look(run);
    if (!outcome.valid || person === undefined || person.state === 'other') return outcome;
    if ('confirm' in fields && fields.confirm !== true) return valid('The invitation was declined.');
    const projectId = textOf(data, 'project_id');
    const password = 'password' in fields ? passwordOf(fields) : null;
    const about = {
      domainId: textOf(data, 'domain_id'),
      name: userNameOf(ports, data),
      mail: textOf(data, 'email'),
    };
    const made =
      person.state === 'new' ? await newAccount(ports, { ...about, projectId, password }, ctx.nowMs) : null;
    const user = made ?? (person.state === 'new' ? null : person.user);
    if (user === null) return outcome;
    const change =
      person.state === 'disabled' ? await passwordChange(ports, ctx, user, password ?? '') : null;
    return {
      ...valid(`User ${user.name} has the roles.`),
      async commit(tx) {
        if (made) await tx.users.insert(made);
        if (change) {
          await tx.users.updateAccount({ ...user, enabled: true });
          await change(tx);
        }
        const [roles, inherited] = [listOf(data, 'roles'), listOf(data, 'inherited_roles')];
        await changeRoles(tx, { userId: user.id, projectId, roles, inherited, remove: false });
        const subject = { kind: 'project', id: projectId };
        const details = { user: user.name, roles, inherited, task: run.task.id };
        await tx.audit.append(ctx, { action: 'join-project', subject, outcome: 'done', details });
        return { done: true };
      },
    };
  },
};

async function look(run: ActionRun): Promise<{ outcome: Outcome; person?: Person }> {
  const { ports, data, task } = run;
  const { requester } = task;
  const refuse = (note: string) => ({ outcome: invalid(note) });
  const roles = [...listOf(data, 'roles'), ...listOf(data, 'inherited_roles')];
  if (roles.length === 0) return refuse('At least one role is needed.');
  if (requester === null) return refuse('Nobody is known who invites.');
  const manageable = manageableBy(ports.adjutant.settings, requester.roles);
  const beyond = roles.filter((role) => !manageable.has(role));
  if (beyond.length > 0) return refuse(`User does not have permission to edit role(s): ${beyond.join(', ')}`);
  const known = new Set((await ports.store.identity.listRoles()).map((role) => role.name));
  if (roles.some((role) => !known.has(role))) return refuse('One of the roles does not exist.');
  const projectId = textOf(data, 'project_id');
  if (projectId !== requester.projectId) return refuse('Project id does not match keystone user project.');
  const project = await ports.store.identity.getProject(projectId);
  const domainId = textOf(data, 'domain_id');
  if (!project) return refuse('Project does not exist.');
  if (project.domainId !== domainId) return refuse('Domain id does not match keystone user domain.');
  const userName = userNameOf(ports, data);
  const person = await findPerson(ports.store, { domainId, name: userName, mail: textOf(data, 'email') });
  if (person.state === 'other') return refuse(`Existing user '${userName}' with a different email.`);
  if (person.state === 'disabled' && (await isPrivileged(ports.store, person.user)))
    return refuse(`User '${userName}' can not be enabled this way.`);
  return { outcome: valid(`User is ${person.state}.`), person };
}

async function hasAll({ ports, data }: ActionRun, userId: string): Promise<boolean> {
  const own = await ownRoles(ports.store, userId, textOf(data, 'project_id'));
  const has = (wanted: string[], given: string[]) => wanted.every((role) => given.includes(role));
  return has(listOf(data, 'roles'), own.roles) && has(listOf(data, 'inherited_roles'), own.inherited);
}
