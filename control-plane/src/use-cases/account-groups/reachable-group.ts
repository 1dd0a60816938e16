import { administersDomain } from '../../domain/rights.ts';
import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountGroupOf, missing } from '../identity/find.ts';
import type { Store } from '../ports/index.ts';
import { menusOfGroup, requireReach } from '../users/require-reach.ts';

/** A group that the caller administers and that gives no more than he has. @throws DomainError `not_found`, `forbidden`. */
export async function reachableGroup(
  store: Pick<Store, 'users' | 'identity'>,
  ctx: Context,
  id: string,
): Promise<Group> {
  const group = await accountGroupOf(store, id);
  if (!administersDomain(ctx.actor, group.domainId)) missing('group', id);
  const subject = { kind: 'group', id, name: group.name } as const;
  await requireReach(store, ctx, await menusOfGroup(store, id), subject);
  return group;
}
