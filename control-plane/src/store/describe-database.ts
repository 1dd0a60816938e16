/** What a database holds, without what people keep in it: for those who are to help with it. */
import type Database from 'better-sqlite3';
import { openToRead } from './database-file.ts';
import { unusableFile } from './errors.ts';

export interface DescribedDatabase {
  readonly migrations: readonly object[];
  /** Number of rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly cells: readonly object[];
  readonly warnings: readonly object[];
  /** The newest, without what they were given and what they gave. */
  readonly operations: readonly object[];
}

const newestOperations = 500;

/** Reads beside a control plane that runs. @throws DomainError `invalid` with reason `bad_database`. */
export function describeDatabase(path: string): DescribedDatabase {
  const sqlite = openToRead(path);
  try {
    return described(sqlite);
  } catch (error) {
    throw unusableFile(path, error);
  } finally {
    sqlite.close();
  }
}

function described(sqlite: Database.Database): DescribedDatabase {
  const all = (query: string) => sqlite.prepare(query).all() as Record<string, unknown>[];
  const tables = all(`select name from sqlite_master where type = 'table' order by name`);
  const names = tables.map(({ name }) => String(name));
  const listed = (table: string, query: string) => (names.includes(table) ? all(query) : []);
  return {
    migrations: listed('schema_migrations', 'select * from schema_migrations order by number'),
    rows: Object.fromEntries(
      names.map((name) => [name, Number(all(`select count(*) as count from "${name}"`)[0]?.count ?? 0)]),
    ),
    cells: listed('cells', 'select id, name, pool, enabled, address, joined_at_ms, revoked_at_ms from cells'),
    warnings: listed('warnings', 'select * from warnings order by last_seen_ms desc limit 1000'),
    operations: listed(
      'operations',
      `select id, kind, subject_kind, subject_id, via, request_id, state, progress, error, created_at_ms,
        started_at_ms, finished_at_ms from operations order by created_at_ms desc limit ${newestOperations}`,
    ),
  };
}
