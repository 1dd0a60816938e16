import { DomainError } from '../../../../proto/src/errors.ts';
import type { StoragePool } from '../../domain/storage-pool.ts';
import type { StoragePoolStore } from '../../use-cases/ports/storage-pool-store.ts';
import { fromFlag, toFlag } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { StoragePoolsTable } from '../tables/storage-pools.ts';

const insertRow = preparedInsert('storage_pools');
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('storage_pools').selectAll().where('name', '=', name),
);
const all = prepared((query) => query.selectFrom('storage_pools').selectAll().orderBy('name'));
const deleteRow = prepared((query, { name }: { name: string }) =>
  query.deleteFrom('storage_pools').where('name', '=', name),
);
const markBegun = prepared((query, { id }: { id: string }) =>
  query.updateTable('storage_pools').set({ begun: 1 }).where('id', '=', id),
);

export async function insert(db: Db, pool: StoragePool): Promise<void> {
  const { name, id, type, host, target, begun, createdAtMs } = pool;
  const row = { name, id, type, host, target, begun: toFlag(begun), created_at_ms: createdAtMs };
  await refuseDuplicate(
    insertRow(db, row),
    () =>
      new DomainError('already_exists', `a storage pool named '${name}' exists`, {
        reason: 'name_taken',
        subject: { kind: 'storage-pool', id: name },
      }),
  );
  db.changed();
}

export async function get(db: Db, name: string): Promise<StoragePool | undefined> {
  const row = await byName.first(db, { name });
  return row && toStoragePool(row);
}

export async function list(db: Db): Promise<StoragePool[]> {
  return (await all.all(db, {})).map(toStoragePool);
}

export async function update(
  db: Db,
  name: string,
  change: Parameters<StoragePoolStore['update']>[1],
): Promise<void> {
  const { id, type, host, target } = change;
  const row = { id, type, host, target, begun: 0 };
  await db.run(compiled(queryBuilder.updateTable('storage_pools').set(row).where('name', '=', name)));
  db.changed();
}

export async function setBegun(db: Db, id: string): Promise<void> {
  await markBegun.run(db, { id });
}

export async function remove(db: Db, name: string): Promise<void> {
  await deleteRow.run(db, { name });
  db.changed();
}

function toStoragePool(row: StoragePoolsTable): StoragePool {
  return {
    name: row.name,
    id: row.id,
    type: row.type === 'directory' ? 'directory' : 'nfs',
    host: row.host,
    target: row.target,
    begun: fromFlag(row.begun),
    createdAtMs: row.created_at_ms,
  };
}
