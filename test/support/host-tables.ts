/** The nftables that an agent leaves on its host when it ends, as its guests outlive it. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';

const run = promisify(execFile);

/** Removes those of all cells that this control plane's database knows, from this process's network namespace. */
export async function removeHostTables(databasePath: string): Promise<void> {
  if (!existsSync(databasePath)) return;
  const database = new Database(databasePath, { readonly: true });
  try {
    const ids = database.prepare('select id from cells').pluck().all() as string[];
    const endings = ids.map((id) => `_${id.slice(0, 8)}`);
    const { stdout } = await run('nft', ['list', 'tables']);
    const tables = stdout.split('\n').filter((line) => endings.some((ending) => line.endsWith(ending)));
    for (const table of tables) await run('nft', ['delete', ...table.split(' ')]);
  } finally {
    database.close();
  }
}
