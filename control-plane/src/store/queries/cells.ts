import { DomainError } from '../../../../proto/src/errors.ts';
import { type Cell, hostOf } from '../../domain/cell.ts';
import type { CellStore } from '../../use-cases/ports/store.ts';
import { fromFlag, toFlag } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { CellsTable } from '../tables/cells.ts';

export { guestsOnCell as countGuests } from './demand.ts';

const insertRow = preparedInsert('cells');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('cells').selectAll().where('id', '=', id),
);
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('cells').selectAll().where('name', '=', name).where('revoked_at_ms', 'is', null),
);

export async function insert(db: Db, cell: Cell): Promise<void> {
  const row: CellsTable = {
    id: cell.id,
    name: cell.name,
    pool: cell.pool,
    enabled: toFlag(cell.enabled),
    address: cell.address,
    host: hostOf(cell.address),
    joined_at_ms: cell.joinedAtMs,
    revoked_at_ms: cell.revokedAtMs,
  };
  const nameTaken = () =>
    new DomainError('already_exists', `a cell named '${cell.name}' exists`, {
      reason: 'name_taken',
      subject: { kind: 'cell', id: cell.id },
    });
  await refuseDuplicate(insertRow(db, row), nameTaken);
  db.changed();
}

export async function get(db: Db, id: string): Promise<Cell | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toCell(row);
}

export async function findByName(db: Db, name: string): Promise<Cell | undefined> {
  const row = await byName.first(db, { name });
  return row === undefined ? undefined : toCell(row);
}

export async function list(db: Db, filter: { readonly pool?: string | null } = {}): Promise<Cell[]> {
  let query = queryBuilder.selectFrom('cells').selectAll().where('revoked_at_ms', 'is', null).orderBy('name');
  if (filter.pool === null) query = query.where('pool', 'is', null);
  else if (filter.pool !== undefined) query = query.where('pool', '=', filter.pool);
  return (await db.all(compiled(query))).map(toCell);
}

export async function update(db: Db, id: string, change: Parameters<CellStore['update']>[1]): Promise<void> {
  const row: Partial<CellsTable> = {};
  if (change.pool !== undefined) row.pool = change.pool;
  if (change.enabled !== undefined) row.enabled = toFlag(change.enabled);
  if (change.address !== undefined) {
    row.address = change.address;
    row.host = hostOf(change.address);
  }
  if (change.revokedAtMs !== undefined) row.revoked_at_ms = change.revokedAtMs;
  if (Object.keys(row).length === 0) return;
  await db.run(compiled(queryBuilder.updateTable('cells').set(row).where('id', '=', id)));
  db.changed();
}

function toCell(row: CellsTable): Cell {
  return {
    id: row.id,
    name: row.name,
    pool: row.pool,
    enabled: fromFlag(row.enabled),
    address: row.address,
    joinedAtMs: row.joined_at_ms,
    revokedAtMs: row.revoked_at_ms,
  };
}
