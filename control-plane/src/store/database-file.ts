/** A database file as a whole, for programs that are not its control plane. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { translate, unusableFile } from './errors.ts';
import { migrations } from './migrations/index.ts';

/** The newest schema that this program knows. */
export const newestSchema = migrations.at(-1)?.number ?? 0;

/** Writes a consistent copy (0600, synced) to a new file while others may be writing the database. */
export function copyDatabase(path: string, target: string): void {
  const sqlite = openToRead(path);
  try {
    closeSync(openSync(target, 'wx', 0o600));
    sqlite.prepare('vacuum into ?').run(target);
  } catch (error) {
    throw unusableFile(path, translate(error));
  } finally {
    sqlite.close();
  }
  const copy = openSync(target, 'r');
  fsyncSync(copy);
  closeSync(copy);
}

/** The schema version of a whole and unharmed database. @throws DomainError `invalid` with reason `bad_database`. */
export function schemaOfDatabase(path: string): number {
  const sqlite = openToRead(path);
  try {
    const found = sqlite.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw Object.assign(new Error(String(found)), { code: 'SQLITE_CORRUPT' });
    const row = sqlite.prepare('select max(number) as version from schema_migrations').get();
    return Number((row as { version: number | null }).version ?? 0);
  } catch (error) {
    throw unusableFile(path, error);
  } finally {
    sqlite.close();
  }
}

/** @throws DomainError `invalid` with reason `bad_database`. */
export function openToRead(path: string): Database.Database {
  try {
    return new Database(path, { readonly: true, fileMustExist: true, timeout: 30_000 });
  } catch (error) {
    throw unusableFile(path, error);
  }
}
