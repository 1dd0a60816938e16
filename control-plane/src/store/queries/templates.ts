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
