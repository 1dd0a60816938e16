import { z } from 'zod';
import type { Project } from '../../../domain/identity.ts';
import { defaultDomainId } from '../../../domain/user.ts';
import { type Action, type ActionRun, invalid, type Outcome, valid } from './action.ts';
import { id, mail, name, textOf } from './fields.ts';
import {
  findPerson,
  isPrivileged,
  newAccount,
  type Person,
  passwordChange,
  passwordOf,
  userNameOf,
} from './person.ts';
import { changeRoles } from './roles.ts';

/** A project with its first user. Both exist from approval on; the token only sets the password. */
export const newProjectWithUser: Action = {
  name: 'NewProjectWithUserAction',
  input: z.object({
    project_name: name(64),
    email: mail,
    username: name(255).optional(),
    domain_id: id.default(defaultDomainId),
    parent_id: id.nullish().transform((value) => value ?? null),
  }),
  mailOf: (data) => textOf(data, 'email'),
  async prepare(run) {
    const { outcome, person } = await look(run);
    if (!outcome.valid) return outcome;
    const needsPassword = run.cache.needsPassword ?? person?.state !== 'existing';
    return { ...outcome, tokenFields: needsPassword === true ? ['password'] : null };
  },
  approve,
  async submit(run, { fields }) {
    const { ports, ctx, cache } = run;
    const user = await ports.store.users.get(textOf(cache, 'userId'));
    if (!user) return invalid('The user is gone.');
    if (!(await ports.store.identity.getProject(textOf(cache, 'projectId'))))
      return invalid('The project is gone.');
    if (cache.needsPassword !== true) return valid('Nothing was to be submitted.');
    const change = await passwordChange(ports, ctx, user, passwordOf(fields));
    const commit = async (tx: Parameters<typeof change>[0]) => {
      await change(tx);
      return {};
    };
    return { ...valid(`User ${user.name} has a password.`), commit };
  },
};

/** Whether it could be done, or was done. */
async function look(run: ActionRun): Promise<{ outcome: Outcome; person?: Person }> {
  const { ports, data, cache } = run;
  const { identity } = ports.store;
  if (typeof cache.userId === 'string') return { outcome: valid() };
  const domainId = textOf(data, 'domain_id');
  if (!(await identity.getDomain(domainId))) return { outcome: invalid('Domain does not exist.') };
  const parentId = textOf(data, 'parent_id');
  if (parentId !== '' && (await identity.getProject(parentId))?.domainId !== domainId)
    return { outcome: invalid('Parent does not exist in this domain.') };
  const projectName = textOf(data, 'project_name');
  if (await identity.findProject(domainId, projectName))
    return { outcome: invalid(`Existing project with name '${projectName}'.`) };
  const userName = userNameOf(ports, data);
  const person = await findPerson(ports.store, { domainId, name: userName, mail: textOf(data, 'email') });
  if (person.state === 'other')
    return { outcome: invalid(`Existing user '${userName}' with a different email.`) };
  if (person.state === 'disabled' && (await isPrivileged(ports.store, person.user)))
    return { outcome: invalid(`User '${userName}' can not be enabled this way.`) };
  return { outcome: valid(`Project name is free, user is ${person.state}.`), person };
}

async function approve(run: ActionRun): Promise<Outcome> {
  const { ports, ctx, data, cache } = run;
  if (typeof cache.userId === 'string') return valid();
  const { outcome, person } = await look(run);
  if (!outcome.valid || person === undefined || person.state === 'other') return outcome;
  const domainId = textOf(data, 'domain_id');
  const project: Project = {
    id: ports.ids.uuid(),
    domainId,
    parentId: textOf(data, 'parent_id') || null,
    name: textOf(data, 'project_name'),
    description: '',
    enabled: true,
    isDomain: false,
    tags: [],
    createdAtMs: ctx.nowMs,
  };
  const about = { domainId, name: userNameOf(ports, data), mail: textOf(data, 'email'), password: null };
  const made =
    person.state === 'new' ? await newAccount(ports, { ...about, projectId: project.id }, ctx.nowMs) : null;
  const reset = person.state === 'disabled' ? await ports.passwords.hash(ports.ids.secret()) : null;
  return {
    ...valid(`Project '${project.name}' and its user are made.`),
    async commit(tx) {
      await tx.identity.insertProject(project);
      const user = made ?? (person.state === 'new' ? undefined : person.user);
      if (user === undefined) return {};
      if (made) await tx.users.insert(made);
      if (reset !== null) {
        await tx.users.updateAccount({ ...user, enabled: true });
        await tx.users.setPasswordHash(user.id, {
          passwordHash: reset,
          before: user.passwordHash,
          atMs: ctx.nowMs,
        });
      }
      const roles = ports.adjutant.settings.defaultRoles;
      await changeRoles(tx, { userId: user.id, projectId: project.id, roles, inherited: [], remove: false });
      const subject = { kind: 'project', id: project.id };
      const details = { name: project.name, user: user.name, task: run.task.id };
      await tx.audit.append(ctx, { action: 'create-project', subject, outcome: 'done', details });
      return { projectId: project.id, userId: user.id, needsPassword: person.state !== 'existing' };
    },
  };
}
