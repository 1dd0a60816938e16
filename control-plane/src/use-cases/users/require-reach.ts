/**
 * The menu `user` is no way to more menus: its holder works on roles, groups and users only as far as the menus that they
 * have are among his own. Of a session counts what it had at the login and its holder has now; a token tells what is now.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import { menusOfRoles } from '../../domain/menu-rules.ts';
import type { Context } from '../context.ts';
import { menusByRole, nanoMenusOf } from '../identity/effective-roles.ts';
import type { Store } from '../ports/index.ts';

type People = Pick<Store, 'users' | 'identity'>;

/** @throws DomainError `forbidden` with reason `beyond_reach` if the caller lacks one of the menus. */
export async function requireReach(
  store: People,
  { actor }: Context,
  menus: readonly string[],
  subject: { readonly kind: 'role' | 'group' | 'user'; readonly id: string; readonly name: string },
): Promise<void> {
  if (actor.via === 'system') return;
  const current = actor.identity ? actor.menus : await nanoMenusOf(store, actor.userId);
  const lacking = menus.filter((menu) => !actor.menus.includes(menu) || !current.includes(menu));
  if (lacking.length === 0) return;
  const { kind, id, name } = subject;
  throw new DomainError(
    'forbidden',
    `user '${actor.userName}' may not change ${kind} '${name}': it has menus that he has not: ${lacking.join(', ')}`,
    { reason: 'beyond_reach', subject: { kind, id }, details: { lacking } },
  );
}

/** What the user's Nano group and his roles on the project `admin` give at this moment. */
export async function menusOfUser(store: People, userId: string): Promise<string[]> {
  const byRole = await menusByRole(store, { kind: 'user', id: userId });
  return [...new Set([...(await nanoMenusOf(store, userId)), ...byRole])];
}

export async function menusOfGroup(store: People, groupId: string): Promise<string[]> {
  const byRole = await menusByRole(store, { kind: 'group', id: groupId });
  return [...new Set([...menusOfRoles(await store.users.rolesOf(groupId)), ...byRole])];
}
