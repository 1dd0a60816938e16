import type { DesktopHolder, HeldDesktop } from '../../domain/desktop.ts';
import { type ListCondition, matchesAll, wantedValues } from '../../domain/list-condition.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { desktopReach } from './desktop-reach.ts';

/** Conditions that all hold. */
export interface DesktopSearch {
  /** Of `project_id` and `assigned`. */
  readonly conditions: readonly ListCondition[];
  readonly userId?: string | undefined;
  readonly groupId?: string | undefined;
  /** What the user's groups have counts as well. */
  readonly effective?: boolean | undefined;
}

/** Those that the caller reads, the oldest first. @throws DomainError `forbidden`. */
export async function listDesktops(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  { conditions, userId, groupId, effective = false }: DesktopSearch,
): Promise<HeldDesktop[]> {
  const { domainId, projectIds: reachable } = desktopReach(ctx);
  const wanted = wantedValues(conditions, 'project_id');
  const projectIds =
    reachable && wanted ? reachable.filter((id) => wanted.includes(id)) : (reachable ?? wanted);
  const userHolders = userId === undefined ? undefined : await holdersOf(store, userId, effective);
  const group = groupId === undefined ? undefined : ([{ kind: 'group', id: groupId }] as const);
  const found = await store.desktops.listHeld({
    domainId,
    projectIds: projectIds ?? undefined,
    holders: userHolders ?? group,
  });
  return found.filter(
    ({ server, holders }) =>
      matchesAll(conditions, (name) =>
        name === 'assigned' ? String(holders.length > 0) : server.projectId,
      ) &&
      (groupId === undefined || holders.some(({ kind, id }) => kind === 'group' && id === groupId)),
  );
}

async function holdersOf(
  store: Pick<Ports['store'], 'users'>,
  userId: string,
  effective: boolean,
): Promise<DesktopHolder[]> {
  const groups = effective ? await store.users.searchGroups({ userId }) : [];
  return [{ kind: 'user', id: userId }, ...groups.map(({ id }) => ({ kind: 'group', id }) as const)];
}
