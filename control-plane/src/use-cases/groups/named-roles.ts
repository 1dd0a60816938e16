import { menusOfRoles } from '../../domain/menu-rules.ts';
import type { Role } from '../../domain/user.ts';
import type { Store } from '../ports/index.ts';
import { findRole } from '../roles/find-role.ts';

/** What the roles give together. @throws DomainError `not_found` for an unknown one. */
export async function menusOfNamedRoles(
  store: Pick<Store, 'users'>,
  names: readonly string[],
): Promise<string[]> {
  const roles: Role[] = [];
  for (const name of names) roles.push(await findRole(store, name));
  return menusOfRoles(roles);
}
