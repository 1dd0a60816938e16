import type { CellEvent } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';
import { describeCell } from './describe-cell.ts';

/** All that the cell has, at one time. */
export async function takeInventory(
  cell: Pick<Cell, 'facts' | 'hypervisor' | 'images' | 'storages'>,
): Promise<CellEvent> {
  const atMs = Date.now();
  const [description, guests, images] = await Promise.all([
    describeCell(cell),
    cell.hypervisor.listGuests(),
    cell.images.list(),
  ]);
  return { atMs, type: 'inventory', cell: description, guests, images };
}
