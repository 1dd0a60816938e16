import { administersDomain } from '../../domain/rights.ts';
import type { User } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountOf, missing } from '../identity/find.ts';
import { refused } from '../identity/policy.ts';
import type { Store } from '../ports/index.ts';
import { menusOfUser, requireReach } from '../users/require-reach.ts';

/**
 * A user whom the caller administers and who may no more than he.
 * @throws DomainError `not_found`, `forbidden` for himself without the right, and for one with menus that the caller lacks.
 */
export async function reachableAccount(
  store: Pick<Store, 'users' | 'identity'>,
  ctx: Context,
  id: string,
): Promise<User> {
  const user = await accountOf(store, id);
  if (!administersDomain(ctx.actor, user.domainId)) {
    if (user.id === ctx.actor.userId) throw refused(ctx.actor.userName);
    missing('user', id);
  }
  if (user.id !== ctx.actor.userId) {
    await requireReach(store, ctx, await menusOfUser(store, user.id), { kind: 'user', id, name: user.name });
  }
  return user;
}
