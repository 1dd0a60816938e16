/**
 * Brings a database file to the newest schema. Each migration and its record are one transaction: a process killed
 * at any point leaves the schema before or after a migration, never between.
 */
import { DomainError } from '../../../proto/src/errors.ts';
import { copyBeforeMigration } from './copies.ts';
import type { Connection } from './db.ts';
import { tableOptions, wholeNumber } from './db.ts';
import type { Migration } from './migrations/migration.ts';

const recordTable = `create table schema_migrations (
  number ${wholeNumber} not null primary key,
  name text not null,
  applied_at_ms ${wholeNumber} not null
) ${tableOptions};`;

/** @throws DomainError `unsupported` with reason `database_newer` if a newer version has migrated the database. */
export function migrate(
  connection: Connection,
  path: string,
  migrations: readonly Migration[],
  clock: { nowMs(): number },
): void {
  const current = versionOf(connection);
  const newest = migrations.at(-1)?.number ?? 0;
  if (current > newest) {
    throw new DomainError(
      'unsupported',
      `the database ${path} has schema version ${current}, this program knows versions up to ${newest}: start a newer one`,
      { reason: 'database_newer', details: { needed: current, known: newest } },
    );
  }
  const missing = migrations.filter((migration) => migration.number > current);
  if (missing.length === 0) return;
  if (current > 0) copyBeforeMigration(connection, path, current, clock.nowMs());
  for (const migration of missing) apply(connection, migration, clock.nowMs());
}

function versionOf(connection: Connection): number {
  if (!connection.hasTable('schema_migrations')) return 0;
  const query = { sql: 'select max(number) as version from schema_migrations', parameters: [] };
  return connection.execute<{ version: number | null }>(query).rows[0]?.version ?? 0;
}

function apply(connection: Connection, migration: Migration, nowMs: number): void {
  connection.begin();
  try {
    if (!connection.hasTable('schema_migrations')) connection.script(recordTable);
    migration.up(connection);
    connection.execute({
      sql: 'insert into schema_migrations (number, name, applied_at_ms) values (?, ?, ?)',
      parameters: [migration.number, migration.name, nowMs],
    });
    connection.commit();
  } catch (error) {
    connection.rollback();
    throw error;
  }
}
