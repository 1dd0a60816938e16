import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { OperationFilter, Page, Ports } from '../ports/index.ts';
import { type OperationView, viewOperation } from './operation-view.ts';

/** A page, newest first, and how many match: the caller's own, or everybody's for an administrator. */
export async function listOperations(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  search: Page & Omit<OperationFilter, 'actorId'>,
): Promise<{ operations: OperationView[]; total: number }> {
  const { limit, offset, ...wanted } = search;
  const all = may(ctx.actor, 'operations.administer');
  const filter = all ? wanted : { ...wanted, actorId: ctx.actor.userId };
  const operations = await ports.store.operations.list(filter, { limit, offset });
  return { operations: operations.map(viewOperation), total: await ports.store.operations.count(filter) };
}
