/**
 * The second half of a restore. A folder of the name `restore.ready` holds all that is to be put in place; whoever finds
 * one goes on, so that a restore which is killed is done or was never begun.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseName } from './data-folder.ts';

export const readyName = 'restore.ready';

/** Left of a database by a program that was killed; of no use to another database. */
const databaseRests = [`${databaseName}-wal`, `${databaseName}-shm`];

/** What was there goes to `replaced-TIME`. Does nothing where no restore is ready. The folder must be locked. */
export async function putRestored(folder: string, nowMs: number): Promise<void> {
  const ready = join(folder, readyName);
  if (!existsSync(ready)) return;
  const replaced = join(folder, `replaced-${new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')}`);
  for (const name of await readdir(ready)) {
    const rests = name === databaseName ? databaseRests : [];
    for (const old of [...rests, name]) {
      if (!existsSync(join(folder, old))) continue;
      await mkdir(replaced, { recursive: true, mode: 0o700 });
      await rename(join(folder, old), join(replaced, old));
    }
    await rename(join(ready, name), join(folder, name));
  }
  await rm(ready, { recursive: true });
}
