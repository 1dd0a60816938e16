import { DomainError } from '../../../../proto/src/errors.ts';
import type { Flavor } from '../../domain/flavor.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { FlavorsTable } from '../tables/flavors.ts';

const insertRow = preparedInsert('flavors');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('flavors').selectAll().where('id', '=', id),
);
const all = prepared((query) => query.selectFrom('flavors').selectAll().orderBy('name'));
const updateRow = prepared((query, row: FlavorsTable) =>
  query
    .updateTable('flavors')
    .set({
      name: row.name,
      description: row.description,
      cores: row.cores,
      memory_bytes: row.memory_bytes,
      disk_bytes: row.disk_bytes,
    })
    .where('id', '=', row.id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('flavors').where('id', '=', id),
);

export async function insert(db: Db, flavor: Flavor): Promise<void> {
  await refuseDuplicate(insertRow(db, toRow(flavor)), () => nameTaken(flavor));
}

export async function get(db: Db, id: string): Promise<Flavor | undefined> {
  const row = await byId.first(db, { id });
  return row && toFlavor(row);
}

export async function list(db: Db): Promise<Flavor[]> {
  return (await all.all(db, {})).map(toFlavor);
}

export async function update(db: Db, flavor: Flavor): Promise<void> {
  await refuseDuplicate(updateRow.run(db, toRow(flavor)), () => nameTaken(flavor));
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

function nameTaken({ name }: Flavor): DomainError {
  return new DomainError('already_exists', `a flavor named '${name}' exists`, {
    reason: 'name_taken',
    subject: { kind: 'flavor', id: name },
  });
}

function toRow(flavor: Flavor): FlavorsTable {
  return {
    id: flavor.id,
    name: flavor.name,
    description: flavor.description,
    cores: flavor.cores,
    memory_bytes: flavor.memoryBytes,
    disk_bytes: flavor.diskBytes,
    created_at_ms: flavor.createdAtMs,
  };
}

function toFlavor(row: FlavorsTable): Flavor {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    cores: row.cores,
    memoryBytes: row.memory_bytes,
    diskBytes: row.disk_bytes,
    createdAtMs: row.created_at_ms,
  };
}
