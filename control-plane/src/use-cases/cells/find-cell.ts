import { DomainError } from '../../../../proto/src/errors.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Store } from '../ports/index.ts';

/** A cell that has joined and is not revoked. @throws DomainError `not_found`. */
export async function findCell(store: Pick<Store, 'cells'>, name: string): Promise<Cell> {
  const cell = await store.cells.findByName(name);
  if (cell && cell.revokedAtMs === null) return cell;
  throw noSuchCell(`invalid cell '${name.slice(0, 80)}'`, name);
}

/** @throws DomainError `not_found` if the pool does not have it. */
export async function findCellInPool(store: Pick<Store, 'cells'>, pool: string, name: string): Promise<Cell> {
  const cell = await findCell(store, name);
  if (cell.pool === pool) return cell;
  throw noSuchCell(`invalid cell '${name.slice(0, 80)}' in pool '${pool.slice(0, 80)}'`, name);
}

function noSuchCell(message: string, name: string): DomainError {
  return new DomainError('not_found', message, {
    reason: 'cell_not_found',
    subject: { kind: 'cell', id: name.slice(0, 80) },
  });
}
