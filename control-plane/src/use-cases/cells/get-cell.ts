import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { type CellView, viewCell } from './cell-view.ts';
import { findCellInPool } from './find-cell.ts';

/** @throws DomainError `not_found` for an unknown pool, or a cell that is not in it. */
export async function getCell(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  input: { pool: string; cell: string },
): Promise<CellView> {
  requireRight(ctx.actor, 'cells.read');
  const { name, storage } = await findPool(ports.store, input.pool);
  return viewCell(ports.live, await findCellInPool(ports.store, name, input.cell), storage);
}
