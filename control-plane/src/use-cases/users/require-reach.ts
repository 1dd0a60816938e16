/**
 * The menu `user` is no way to more menus: its holder works on roles, groups and users only as far as the menus that they
 * have are among his own. What counts is what he has now and had at his login, whichever is less.
 */
import { DomainError } from '../../../../proto/src/errors.ts';
import { menusOfRoles } from '../../domain/menu-rules.ts';
import type { Context } from '../context.ts';
import type { Store } from '../ports/index.ts';

type People = Pick<Store, 'users'>;

/** @throws DomainError `forbidden` with reason `beyond_reach` if the caller lacks one of the menus. */
export async function requireReach(
  store: People,
  { actor }: Context,
  menus: readonly string[],
  subject: { readonly kind: 'role' | 'group' | 'user'; readonly id: string; readonly name: string },
): Promise<void> {
  if (actor.via === 'system') return;
  const current = await menusOfUser(store, actor.userId);
  const lacking = menus.filter((menu) => !actor.menus.includes(menu) || !current.includes(menu));
  if (lacking.length === 0) return;
  const { kind, id, name } = subject;
  throw new DomainError(
    'forbidden',
    `user '${actor.userName}' may not change ${kind} '${name}': it has menus that he has not: ${lacking.join(', ')}`,
    { reason: 'beyond_reach', subject: { kind, id }, details: { lacking } },
  );
}

/** What the user's Nano group gives at this moment. */
export async function menusOfUser(store: People, userId: string): Promise<string[]> {
  const group = await store.users.groupOf(userId);
  return group ? menusOfGroup(store, group.id) : [];
}

export async function menusOfGroup(store: People, groupId: string): Promise<string[]> {
  return menusOfRoles(await store.users.rolesOf(groupId));
}
