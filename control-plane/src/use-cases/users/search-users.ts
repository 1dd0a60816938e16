import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findGroup } from '../groups/find-group.ts';
import type { Ports } from '../ports/index.ts';

/** Names of the members of a group, or of those in no group, sorted. @throws DomainError `not_found` for the group. */
export async function searchUsers(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { group: string | null },
): Promise<string[]> {
  requireRight(ctx.actor, 'users.manage');
  const { store } = ports;
  if (input.group === null) return store.users.namesWithoutGroup();
  return store.users.membersOf((await findGroup(store, input.group)).id);
}
