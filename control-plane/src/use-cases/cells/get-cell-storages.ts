import { DomainError } from '../../../../proto/src/errors.ts';
import type { StorageType } from '../../../../proto/src/model-storages.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports } from '../ports/index.ts';
import { findCellInPool } from './find-cell.ts';

export interface CellStoragePaths {
  readonly mode: 'local' | StorageType;
  /** Where the disks of its guests are; empty unless they are its own. */
  readonly paths: readonly string[];
}

/** @throws DomainError `forbidden`, `not_found`, `cell_unreachable` for a cell that has not told yet. */
export async function getCellStorages(
  ports: Pick<Ports, 'store' | 'live'>,
  ctx: Context,
  input: { readonly pool: string; readonly cell: string },
): Promise<CellStoragePaths> {
  requireRight(ctx.actor, 'cells.manage');
  const pool = await findPool(ports.store, input.pool);
  const cell = await findCellInPool(ports.store, pool.name, input.cell);
  const storage = pool.storage === '' ? undefined : await ports.store.storagePools.get(pool.storage);
  if (storage !== undefined) return { mode: storage.type, paths: [] };
  const description = ports.live.cell(cell.id)?.description;
  if (description) return { mode: 'local', paths: description.storagePaths };
  throw new DomainError('cell_unreachable', `cell timeout: cell '${cell.name}' is lost`, {
    reason: 'cell_lost',
    subject: { kind: 'cell', id: cell.id },
  });
}
