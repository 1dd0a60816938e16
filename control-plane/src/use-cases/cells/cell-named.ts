import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type CellView, viewCell } from './cell-view.ts';
import { findCell } from './find-cell.ts';

/** A cell in whatever pool. @throws DomainError `not_found`. */
export async function cellNamed(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  input: { cell: string },
): Promise<CellView> {
  requireRight(ctx.actor, 'cells.read');
  const cell = await findCell(ports.store, input.cell);
  const pool = cell.pool === null ? undefined : await ports.store.pools.get(cell.pool);
  return viewCell(ports.live, cell, pool?.storage ?? '');
}
