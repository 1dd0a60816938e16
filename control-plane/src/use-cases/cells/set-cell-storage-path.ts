import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { findPool } from '../pools/find-pool.ts';
import type { Ports, Store } from '../ports/index.ts';
import { findCellInPool } from './find-cell.ts';

/**
 * Has a cell without guests keep its own disks elsewhere; it makes the folder.
 * @throws DomainError `forbidden`, `not_found`, `invalid` with reason `bad_storage_path`, `cell_unreachable`,
 *   `conflict` (`no_change`, `cell_not_empty`, `storage_shared` for a cell whose pool has shared storage).
 */
export async function setCellStoragePath(
  ports: Pick<Ports, 'store' | 'live' | 'cells'>,
  ctx: Context,
  input: { readonly pool: string; readonly cell: string; readonly path: string },
): Promise<void> {
  requireRight(ctx.actor, 'cells.manage');
  const path = plainPath(input.path);
  const { id: cellId, name } = await requireMovable(ports.store, input);
  const subject = { kind: 'cell', id: cellId };
  if (ports.live.cell(cellId)?.description?.storagePaths.includes(path)) {
    throw new DomainError('conflict', `cell '${name}' has its disks in '${path}' already`, {
      reason: 'no_change',
      subject,
    });
  }
  await ports.cells.setStoragePath(cellId, { path }, { timeoutMs: 30_000 });
  await ports.store.transaction((tx) =>
    tx.audit.append(ctx, {
      action: 'set-cell-storage-path',
      subject,
      outcome: 'done',
      details: { cell: name, path },
    }),
  );
}

async function requireMovable(store: Store, input: { readonly pool: string; readonly cell: string }) {
  const pool = await findPool(store, input.pool);
  const cell = await findCellInPool(store, pool.name, input.cell);
  const subject = { kind: 'cell', id: cell.id };
  if (pool.storage !== '') {
    const message = `the disks of pool '${pool.name}' are on storage '${pool.storage}', not on its cells`;
    throw new DomainError('conflict', message, { reason: 'storage_shared', subject });
  }
  const guests = await store.cells.countGuests(cell.id);
  if (guests === 0) return cell;
  throw new DomainError('conflict', `cell '${cell.name}' still has ${guests} guest(s)`, {
    reason: 'cell_not_empty',
    subject,
    details: { guests },
  });
}

/** Without the slash that people put at its end. */
function plainPath(path: string): string {
  const isPlain = path.split('/').every((part) => part !== '.' && part !== '..');
  const plain = path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  if (path.startsWith('/') && plain !== '/' && isPlain && path.length <= 1_000) return plain;
  throw new DomainError(
    'invalid',
    `default ${JSON.stringify(path.slice(0, 80))} must be the absolute path of a folder`,
    { reason: 'bad_storage_path', details: { field: 'default' } },
  );
}
