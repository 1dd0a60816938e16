import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { type CellView, viewCell } from './cell-view.ts';

/** The cells of a pool, or all that have joined, sorted by name. @throws DomainError `not_found` for an unknown pool. */
export async function listCells(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  input: { pool?: string } = {},
): Promise<CellView[]> {
  requireRight(ctx.actor, 'cells.read');
  if (input.pool !== undefined) await findPool(ports.store, input.pool);
  const cells = await ports.store.cells.list(input.pool === undefined ? {} : { pool: input.pool });
  const storages = new Map((await ports.store.pools.list()).map(({ name, storage }) => [name, storage]));
  return cells.map((cell) => viewCell(ports.live, cell, storages.get(cell.pool ?? '') ?? ''));
}
