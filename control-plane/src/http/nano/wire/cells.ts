import { z } from 'zod';
import { hostOf } from '../../../domain/cell.ts';
import type { CellView } from '../../../use-cases/cells/cell-view.ts';
import { flag } from '../../fields.ts';

export const enableCellRequest = z.object({ enable: flag() });

/** Without `storage`, which means the cell's own: the portal shows an empty list as nothing at all. */
export function cellToWire({ cell, alive }: CellView) {
  return { name: cell.name, address: hostOf(cell.address), enabled: cell.enabled, alive };
}
