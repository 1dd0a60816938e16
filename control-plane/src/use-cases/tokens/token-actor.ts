import type { Actor, Via } from '../../domain/actor.ts';
import { menusOfIdentity } from '../../domain/rights.ts';
import { nanoMenusOf } from '../identity/effective-roles.ts';
import type { Store } from '../ports/index.ts';
import type { LivingToken } from './read-token.ts';

/** A scoped token brings what its roles give, an unscoped one what the user's Nano group gives. */
export async function tokenActor(
  store: Pick<Store, 'users' | 'identity'>,
  { token, user, identity }: LivingToken,
  via: Via,
): Promise<Actor> {
  const group = (await store.users.groupOf(user.id)) ?? null;
  const unscoped = identity.project === null && identity.domain === null;
  return {
    userId: user.id,
    userName: user.name,
    group: group && { id: group.id, name: group.name },
    menus: unscoped ? await nanoMenusOf(store, user.id) : menusOfIdentity(identity),
    via,
    credentialHash: token.idHash,
    identity,
  };
}
