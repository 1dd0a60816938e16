import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Ids of the newest operations: the caller's own, or everybody's for an administrator. */
export async function listRsTasks(
  { store, desktops }: Pick<Ports, 'store' | 'desktops'>,
  ctx: Context,
): Promise<string[]> {
  const filter = may(ctx.actor, 'operations.administer') ? {} : { actorId: ctx.actor.userId };
  const page = { limit: desktops.recentTasks, offset: 0 };
  return (await store.operations.list(filter, page)).map(({ id }) => id);
}
