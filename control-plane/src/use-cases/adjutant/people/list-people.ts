import type { Task } from '../../../domain/adjutant.ts';
import { isUnderWay, isValid } from '../../../domain/adjutant.ts';
import type { User } from '../../../domain/user.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { listOf, textOf } from '../actions/fields.ts';
import { manageableBy, ownRoles } from '../actions/roles.ts';
import { requireModerator } from '../levels.ts';

export interface Member {
  readonly user: User;
  readonly roles: readonly string[];
  readonly inherited: readonly string[];
  readonly cohort: 'Member' | 'Inherited';
  readonly manageable: boolean;
}

export interface Invited {
  readonly taskId: string;
  readonly mail: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly inherited: readonly string[];
  readonly status: 'Invited' | 'Expired' | 'Failed' | 'Invalid';
}

const invitesShown = 1_000;
export const inviteType = 'invite_user_to_project';

/** Who is in the caller's project or asked to be. @throws DomainError `forbidden`. */
export async function listPeople(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
): Promise<{ members: Member[]; invited: Invited[] }> {
  const { projectId, roles } = await requireModerator(ports, ctx);
  const { identity, users } = ports.store;
  const manageable = manageableBy(ports.adjutant.settings, roles);
  const target = { kind: 'project', id: projectId } as const;
  const names = new Map((await identity.listRoles()).map(({ id, name }) => [id, name]));
  const above = (await identity.projectsAbove(projectId)).map(({ id }) => id);
  const inheritedFrom = new Map<string, string[]>();
  for (const id of above) {
    for (const one of await identity.listAssignments({ target: { kind: 'project', id }, inherited: true })) {
      if (one.holder.kind !== 'user') continue;
      const known = inheritedFrom.get(one.holder.id) ?? [];
      inheritedFrom.set(one.holder.id, [...known, names.get(one.roleId) ?? one.roleId]);
    }
  }
  const direct = (await identity.listAssignments({ target })).filter(({ holder }) => holder.kind === 'user');
  const ids = new Set([...direct.map(({ holder }) => holder.id), ...inheritedFrom.keys()]);
  const members: Member[] = [];
  for (const id of ids) {
    const user = await users.get(id);
    if (!user) continue;
    const own = await ownRoles(ports.store, id, projectId);
    const present = [...own.roles, ...own.inherited];
    const cohort = present.length > 0 ? 'Member' : 'Inherited';
    const from = inheritedFrom.get(id) ?? [];
    members.push({
      user,
      roles: own.roles.length > 0 || cohort === 'Member' ? own.roles : from,
      inherited: own.inherited,
      cohort,
      manageable: cohort === 'Member' && present.every((role) => manageable.has(role)),
    });
  }
  const tasks = await ports.store.adjutant.tasksOfProject(inviteType, projectId, invitesShown);
  const tokens = await ports.store.adjutant.listTokens();
  const living = new Set(tokens.filter((one) => one.expiresAtMs > ctx.nowMs).map(({ taskId }) => taskId));
  const invited = tasks.filter(isUnderWay).map((task) => toInvited(task, living.has(task.id)));
  return { members, invited };
}

export function toInvited(task: Task, living: boolean): Invited {
  const data = task.actions[0]?.data ?? {};
  const state = living ? 'Invited' : task.approved ? 'Expired' : 'Failed';
  return {
    taskId: task.id,
    mail: textOf(data, 'email'),
    name: textOf(data, 'username') || textOf(data, 'email'),
    roles: listOf(data, 'roles'),
    inherited: listOf(data, 'inherited_roles'),
    status: isValid(task) ? state : 'Invalid',
  };
}
