/** Who may what here. A role counts on the project of the caller's token, `admin` everywhere only on the project `admin`. */
import type { Actor } from '../../domain/actor.ts';
import type { Task, TaskUser } from '../../domain/adjutant.ts';
import { isAdministrator } from '../../domain/rights.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { findAdministrationProject } from '../identity/effective-roles.ts';
import type { Ports } from '../ports/index.ts';
import { missingRole, noSuchTask, notLoggedIn } from './errors.ts';

const moderators = ['admin', 'project_admin', 'project_mod'];

/** The caller as his token says. @throws DomainError `unauthenticated` without a project. */
export async function requireUser(ports: Pick<Ports, 'store'>, { actor }: Context): Promise<TaskUser> {
  return (await projectUser(ports, actor)) ?? refuse();
}

/** @throws DomainError `unauthenticated`, `forbidden`. */
export async function requireAdmin(ports: Pick<Ports, 'store'>, ctx: Context): Promise<TaskUser> {
  const user = await requireUser(ports, ctx);
  if (!isAdministrator(ctx.actor)) throw missingRole(['admin']);
  return user;
}

/** @throws DomainError `unauthenticated`, `forbidden`. */
export async function requireModerator(ports: Pick<Ports, 'store'>, ctx: Context): Promise<TaskUser> {
  const user = await requireUser(ports, ctx);
  if (!isAdministrator(ctx.actor) && !user.roles.some((role) => moderators.includes(role)))
    throw missingRole(moderators);
  return user;
}

/** Others' tasks do not exist for who administers one project. @throws DomainError `not_found`. */
export function requireOwnTask(ctx: Context, user: TaskUser, task: Task | undefined): Task {
  if (task && (isAdministrator(ctx.actor) || task.projectId === user.projectId)) return task;
  throw noSuchTask();
}

/** Undefined for who shows no project. */
export function userOf(ports: Pick<Ports, 'store'>, { actor }: Context): Promise<TaskUser | undefined> {
  return projectUser(ports, actor);
}

async function projectUser(ports: Pick<Ports, 'store'>, actor: Actor): Promise<TaskUser | undefined> {
  const { userId, userName, identity } = actor;
  if (identity?.project) {
    const { project, userDomain, roles } = identity;
    return {
      userId,
      userName,
      userDomainId: userDomain.id,
      projectId: project.id,
      projectName: project.name,
      projectDomainId: project.domain.id,
      roles: roles.map(({ name }) => name),
    };
  }
  if (identity || !isAdministrator(actor)) return undefined;
  const project = await findAdministrationProject(ports.store);
  if (!project) return undefined;
  return {
    userId,
    userName,
    userDomainId: defaultDomainId,
    projectId: project.id,
    projectName: project.name,
    projectDomainId: project.domainId,
    roles: ['admin'],
  };
}

function refuse(): never {
  throw notLoggedIn();
}
