import { z } from 'zod';
import { hostOf } from '../../../domain/cell.ts';
import type { CellView } from '../../../use-cases/cells/cell-view.ts';
import type { CellStoragePaths } from '../../../use-cases/cells/get-cell-storages.ts';
import { flag, requiredText } from '../../fields.ts';

export const enableCellRequest = z.object({ enable: flag() });
export const storagePathRequest = z.object({ default: requiredText() });

export function cellToWire({ cell, alive }: CellView) {
  return { name: cell.name, address: hostOf(cell.address), enabled: cell.enabled, alive };
}

/** Without `storage` where the cell has its own: the portal shows an empty list as nothing at all. */
export function cellStatusToWire(view: CellView) {
  const { storage } = view;
  if (storage === null) return cellToWire(view);
  const { name, attached, error } = storage;
  return { ...cellToWire(view), storage: [{ name, attached, ...(!attached && { error }) }] };
}

export function storagePathsToWire({ mode, paths }: CellStoragePaths) {
  return { mode, system: paths, data: paths };
}
