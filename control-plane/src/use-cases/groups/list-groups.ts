import { requireRight } from '../../domain/rights.ts';
import type { Group } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** All Nano groups with their number of members, sorted by name. */
export async function listGroups(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
): Promise<(Group & { readonly members: number })[]> {
  requireRight(ctx.actor, 'users.manage');
  return ports.store.users.listGroups();
}
