import { DomainError } from '../../../../proto/src/errors.ts';
import type { ComputePool } from '../../domain/cell.ts';
import type { PoolStore } from '../../use-cases/ports/store.ts';
import { fromFlag, toFlag } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { PoolsTable } from '../tables/pools.ts';

const insertRow = preparedInsert('pools');
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('pools').selectAll().where('name', '=', name),
);
const withCells = prepared((query) =>
  query
    .selectFrom('pools')
    .leftJoin('cells', (join) =>
      join.onRef('cells.pool', '=', 'pools.name').on('cells.revoked_at_ms', 'is', null),
    )
    .selectAll('pools')
    .select((row) => row.fn.count<number>('cells.id').as('cells'))
    .groupBy('pools.name')
    .orderBy('pools.name'),
);
const deleteRow = prepared((query, { name }: { name: string }) =>
  query.deleteFrom('pools').where('name', '=', name),
);

export async function insert(db: Db, pool: ComputePool): Promise<void> {
  const row: PoolsTable = {
    name: pool.name,
    enabled: toFlag(pool.enabled),
    storage: pool.storage,
    network: pool.network,
    failover: toFlag(pool.failover),
    created_at_ms: pool.createdAtMs,
  };
  const nameTaken = () =>
    new DomainError('already_exists', `a compute pool named '${pool.name}' exists`, {
      reason: 'name_taken',
      subject: { kind: 'pool', id: pool.name },
    });
  await refuseDuplicate(insertRow(db, row), nameTaken);
  db.changed();
}

export async function get(db: Db, name: string): Promise<ComputePool | undefined> {
  const row = await byName.first(db, { name });
  return row === undefined ? undefined : toPool(row);
}

export async function list(db: Db): Promise<(ComputePool & { cells: number })[]> {
  const rows = await withCells.all(db, {});
  return rows.map((row) => ({ ...toPool(row), cells: row.cells }));
}

export async function update(
  db: Db,
  name: string,
  change: Parameters<PoolStore['update']>[1],
): Promise<void> {
  const row: Partial<PoolsTable> = {};
  if (change.enabled !== undefined) row.enabled = toFlag(change.enabled);
  if (change.storage !== undefined) row.storage = change.storage;
  if (change.network !== undefined) row.network = change.network;
  if (change.failover !== undefined) row.failover = toFlag(change.failover);
  if (Object.keys(row).length === 0) return;
  await db.run(compiled(queryBuilder.updateTable('pools').set(row).where('name', '=', name)));
  db.changed();
}

export async function remove(db: Db, name: string): Promise<void> {
  await deleteRow.run(db, { name });
  db.changed();
}

function toPool(row: PoolsTable): ComputePool {
  return {
    name: row.name,
    enabled: fromFlag(row.enabled),
    storage: row.storage,
    network: row.network,
    failover: fromFlag(row.failover),
    createdAtMs: row.created_at_ms,
  };
}
