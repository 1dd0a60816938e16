import { administersDomain } from '../../domain/rights.ts';
import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import { accountGroupOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** Its members may read a group, too. @throws DomainError `not_found`. */
export async function getAccountGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Group> {
  const group = await accountGroupOf(ports.store, input.id);
  if (administersDomain(ctx.actor, group.domainId)) return group;
  if (await ports.store.users.isMember(group.id, ctx.actor.userId)) return group;
  return missing('group', input.id);
}
