import { DomainError } from '../../../../proto/src/errors.ts';
import { areAllMenus, menusOfRoles } from '../../domain/menu-rules.ts';
import type { Store } from '../ports/index.ts';

/**
 * Does what may take an administrator away, and refuses it afterwards if none is left; the transaction undoes it then.
 * An administrator is a user who may log in and whose group gives every menu.
 * @throws DomainError `conflict` with reason `last_administrator`.
 */
export async function keepAdministrator(tx: Store, work: () => Promise<void>): Promise<void> {
  const before = await hasAdministrator(tx);
  await work();
  if (!before || (await hasAdministrator(tx))) return;
  throw new DomainError('conflict', 'this would leave no administrator: no user with all menus', {
    reason: 'last_administrator',
  });
}

async function hasAdministrator(tx: Store): Promise<boolean> {
  const roles = new Map((await tx.users.listRoles()).map((role) => [role.name, role]));
  for (const group of await tx.users.listGroups()) {
    const given = group.roles.flatMap((name) => roles.get(name) ?? []);
    if (!areAllMenus(menusOfRoles(given))) continue;
    if ((await tx.users.countEnabledMembers(group.id)) > 0) return true;
  }
  return false;
}
