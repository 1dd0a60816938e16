import type { Template } from '../../domain/template.ts';
import { fromSharedJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { TemplatesTable } from '../tables/templates.ts';

const insertRow = preparedInsert('templates');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('templates').selectAll().where('id', '=', id),
);
const all = prepared((query) => query.selectFrom('templates').selectAll().orderBy('position'));
const last = prepared((query) =>
  query.selectFrom('templates').select((row) => row.fn.max('position').as('position')),
);

const updateRow = prepared((query, row: Omit<TemplatesTable, 'position' | 'created_at_ms'>) =>
  query
    .updateTable('templates')
    .set({
      name: row.name,
      admin: row.admin,
      operating_system: row.operating_system,
      hardware: row.hardware,
      modified_at_ms: row.modified_at_ms,
    })
    .where('id', '=', row.id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('templates').where('id', '=', id),
);

export async function insert(db: Db, template: Template): Promise<void> {
  await db.atomic(async (tx) => {
    const position = ((await last.first(tx, {}))?.position ?? 0) + 1;
    await insertRow(tx, {
      id: template.id,
      position,
      name: template.name,
      admin: template.admin,
      operating_system: template.operatingSystem,
      hardware: toJson(template.hardware),
      created_at_ms: template.createdAtMs,
      modified_at_ms: template.modifiedAtMs,
    });
  });
}

export async function get(db: Db, id: string): Promise<Template | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toTemplate(row);
}

export async function list(db: Db): Promise<Template[]> {
  return (await all.all(db, {})).map(toTemplate);
}

export async function update(
  db: Db,
  id: string,
  change: Omit<Template, 'id' | 'createdAtMs'>,
): Promise<void> {
  await updateRow.run(db, {
    id,
    name: change.name,
    admin: change.admin,
    operating_system: change.operatingSystem,
    hardware: toJson(change.hardware),
    modified_at_ms: change.modifiedAtMs,
  });
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

function toTemplate(row: TemplatesTable): Template {
  return {
    id: row.id,
    name: row.name,
    admin: row.admin,
    operatingSystem: row.operating_system === 'windows' ? 'windows' : 'linux',
    hardware: fromSharedJson(row.hardware),
    createdAtMs: row.created_at_ms,
    modifiedAtMs: row.modified_at_ms,
  };
}
