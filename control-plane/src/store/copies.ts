/** Copies of the database from before each migration, beside it: `NAME.v3-20261121T213600Z.copy`. */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Connection } from './db.ts';

const copiesKept = 3;

/** Writes a complete copy for the owner only, then removes all but the newest few. */
export function copyBeforeMigration(
  connection: Connection,
  path: string,
  version: number,
  nowMs: number,
): void {
  const time = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '');
  const target = `${path}.v${version}-${time}.copy`;
  const partial = `${target}.part`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  connection.copyTo(partial);
  const file = openSync(partial, 'r');
  fsyncSync(file);
  closeSync(file);
  renameSync(partial, target);
  for (const old of copiesOf(path).slice(0, -copiesKept)) rmSync(old);
}

/** Paths of the copies, oldest first. */
export function copiesOf(path: string): string[] {
  const folder = dirname(path);
  const prefix = `${basename(path)}.v`;
  const times = readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.copy'))
    .map((name) => ({ name, time: name.slice(name.lastIndexOf('-')) }));
  return times.sort((one, other) => (one.time < other.time ? -1 : 1)).map(({ name }) => join(folder, name));
}
