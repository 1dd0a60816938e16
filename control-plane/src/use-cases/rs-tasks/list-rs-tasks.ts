import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Ids of the newest operations and requests for desktops: the caller's own, or everybody's for an administrator. */
export async function listRsTasks(
  { store, desktops }: Pick<Ports, 'store' | 'desktops'>,
  ctx: Context,
): Promise<string[]> {
  const { userId } = ctx.actor;
  const all = may(ctx.actor, 'operations.administer');
  const limit = desktops.recentTasks;
  const operations = await store.operations.list(all ? {} : { actorId: userId }, { limit, offset: 0 });
  const requests = await store.desktopRequests.list(all ? {} : { userId }, limit);
  return [...operations, ...requests]
    .sort((one, other) => other.createdAtMs - one.createdAtMs)
    .slice(0, limit)
    .map(({ id }) => id);
}
