import type { DesktopProject, HeldDesktop } from '../../domain/desktop.ts';
import type { Project } from '../../domain/identity.ts';
import type { User } from '../../domain/user.ts';
import { allocateUsers } from '../../domain/user-allocation.ts';
import { effectiveAssignments } from '../assignments/effective-assignments.ts';
import type { Context } from '../context.ts';
import { assignDesktop, takeDesktop } from '../desktop-servers/assign-desktop.ts';
import { missing } from '../identity/find.ts';
import type { Store } from '../ports/index.ts';

export interface GivenDesktops {
  /** Ids of desktops by those of users. */
  readonly allocated: Readonly<Record<string, string>>;
  /** Ids of users, in the order of their names. */
  readonly unallocated: readonly string[];
}

/**
 * Who has a role on the project besides `admin`, is enabled, and has no desktop of it, himself or by a group, gets one, in the
 * order of names; none is made. @throws DomainError `not_found` for a project that is gone.
 */
export async function giveDesktops(tx: Store, ctx: Context, projectId: string): Promise<GivenDesktops> {
  const project = (await tx.identity.getProject(projectId)) ?? missing('project', projectId);
  const desktop = (await tx.desktops.getProject(projectId)) ?? missing('project', projectId);
  const held = await tx.desktops.listHeld({ projectIds: [projectId] });
  const served = await holdersOf(tx, held);
  const waiting = (await usersOf(tx, project)).filter(({ id }) => !served.has(id)).map(({ id }) => id);
  const servers = await serversFor(tx, desktop, held, waiting.length);
  const plan = allocateUsers(desktop.mode, waiting, servers, desktop.maxUsersPerServer);
  const give = desktop.mode === 'standard' ? takeDesktop : assignDesktop;
  const allocated: Record<string, string> = {};
  for (const { userId, serverId } of plan.given) {
    const taken = await give(tx, ctx, { id: serverId, projectId }, { kind: 'user', id: userId });
    if (taken) allocated[userId] = serverId;
  }
  const subject = { kind: 'project', id: projectId };
  const details = { allocated: Object.keys(allocated).length, unallocated: plan.without.length };
  await tx.audit.append(ctx, { action: 'give-desktops', subject, outcome: 'done', details });
  return { allocated, unallocated: waiting.filter((id) => !Object.hasOwn(allocated, id)) };
}

async function usersOf(tx: Store, { id }: Project): Promise<User[]> {
  const target = { kind: 'project', id } as const;
  const roles = new Map((await tx.identity.listRoles()).map((role) => [role.id, role.name]));
  const given = await effectiveAssignments(tx, { target, effective: true, includeSubtree: false });
  const ids = new Set(
    given.filter(({ roleId }) => roles.get(roleId) !== 'admin').map(({ holder }) => holder.id),
  );
  const users: User[] = [];
  for (const userId of ids) {
    const user = await tx.users.get(userId);
    if (user?.enabled) users.push(user);
  }
  return users.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Ids of users who have any of the desktops. */
async function holdersOf(tx: Store, held: readonly HeldDesktop[]): Promise<Set<string>> {
  const holders = held.flatMap((one) => one.holders);
  const users = new Set(holders.filter(({ kind }) => kind === 'user').map(({ id }) => id));
  const groups = new Set(holders.filter(({ kind }) => kind === 'group').map(({ id }) => id));
  for (const groupId of groups) for (const { id } of await tx.users.listUsers({ groupId })) users.add(id);
  return users;
}

async function serversFor(
  tx: Store,
  { projectId, mode }: DesktopProject,
  held: readonly HeldDesktop[],
  wanted: number,
): Promise<{ id: string; users: number }[]> {
  if (mode === 'standard')
    return (await tx.desktops.freeServers(projectId, wanted)).map(({ id }) => ({ id, users: 0 }));
  return held
    .filter(({ server }) => server.state === 'ready')
    .map(({ server, holders }) => ({ id: server.id, users: holders.length }));
}
