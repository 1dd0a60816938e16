import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { type CellView, viewCell } from './cell-view.ts';

/** Cells that have joined and are in no pool, sorted by name. */
export async function listUnallocatedCells(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
): Promise<CellView[]> {
  requireRight(ctx.actor, 'cells.manage');
  return (await ports.store.cells.list({ pool: null })).map((cell) => viewCell(ports.live, cell, ''));
}
