import type { Actor, ActorIdentity } from '../../domain/actor.ts';
import { menusOfIdentity } from '../../domain/rights.ts';
import { nanoMenusOf } from '../identity/effective-roles.ts';
import type { Store } from '../ports/index.ts';
import { hashSecret } from '../secret-hash.ts';
import { identityOf } from '../tokens/read-token.ts';

/** A use is noted when the last one is this long ago: a busy program writes nothing. */
const noteEveryMs = 60_000;

/**
 * Whoever the token stands for, with what he has at this moment and the token allows. Undefined if it is unknown or over,
 * or if its user, its project or the last role there is gone or disabled.
 */
export async function apiTokenActor(
  store: Pick<Store, 'apiTokens' | 'users' | 'identity' | 'tokens'>,
  secret: string,
  { nowMs, address }: { nowMs: number; address: string },
): Promise<Actor | undefined> {
  const token = await store.apiTokens.findBySecret(hashSecret(secret));
  if (token === undefined || token.expiresAtMs <= nowMs) return undefined;
  const user = await store.users.get(token.userId);
  if (user === undefined) return undefined;
  const { menus, projectId, roles } = token.scope;
  const whole = await identityOf(store, user, projectId === null ? null : { kind: 'project', id: projectId });
  if (whole === undefined) return undefined;
  const identity = withRoles(whole, roles);
  const had = projectId === null ? await nanoMenusOf(store, user.id) : menusOfIdentity(identity);
  const group = (await store.users.groupOf(user.id)) ?? null;
  if (Math.abs(nowMs - (token.lastUsedAtMs ?? 0)) >= noteEveryMs)
    await store.apiTokens.noteUse(token.id, { atMs: nowMs, address });
  return {
    userId: user.id,
    userName: user.name,
    group: group && { id: group.id, name: group.name },
    menus: menus === null ? had : had.filter((menu) => menus.includes(menu)),
    via: 'api-token',
    credentialHash: token.secretHash,
    ...(projectId !== null && { identity }),
  };
}

function withRoles(identity: ActorIdentity, names: readonly string[] | null): ActorIdentity {
  if (names === null) return identity;
  return { ...identity, roles: identity.roles.filter(({ name }) => names.includes(name)) };
}
