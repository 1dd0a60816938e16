import type { DesktopHolder } from '../../domain/desktop.ts';
import type { Project } from '../../domain/identity.ts';
import { isAdministrator } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { accountGroupOf, accountOf, missing } from '../identity/find.ts';
import type { Store } from '../ports/index.ts';

export interface HolderIds {
  readonly users?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

/**
 * Users and groups that can get desktops of the project: those of its domain, and others with a role on it; an administrator may
 * name anybody. Each once.
 * @throws DomainError `not_found`.
 */
export async function findHolders(
  store: Pick<Store, 'users' | 'identity'>,
  ctx: Context,
  project: Project,
  { users = [], groups = [] }: HolderIds,
): Promise<DesktopHolder[]> {
  const holders: DesktopHolder[] = [
    ...[...new Set(users)].map((id) => ({ kind: 'user', id }) as const),
    ...[...new Set(groups)].map((id) => ({ kind: 'group', id }) as const),
  ];
  for (const { kind, id } of holders) {
    const { domainId } = kind === 'user' ? await accountOf(store, id) : await accountGroupOf(store, id);
    if (domainId === project.domainId || isAdministrator(ctx.actor)) continue;
    const target = { kind: 'project', id: project.id } as const;
    const roles =
      kind === 'user'
        ? await store.identity.rolesOn(id, target)
        : await store.identity.groupRolesOn(id, target);
    if (roles.length === 0) missing(kind, id);
  }
  return holders;
}
