import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleGuest, startMs } from '../../../test/support/domain-samples.ts';
import { poll } from '../../../test/support/poll.ts';
import { copiesOf } from './copies.ts';
import { openStore } from './index.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

let folder: string;
let path: string;
let nowMs: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-migrations-'));
  path = join(folder, 'data', 'cellar.db');
  nowMs = startMs;
});
afterEach(() => rmSync(folder, { recursive: true }));

const last = migrations.length;
/** A column more for each migration to come. */
const extra = (number: number): Migration => ({
  number,
  name: `extra-${number}`,
  up: (database) => database.script(`alter table logs add column extra_${number} text not null default 'x'`),
});
const extended = (count: number) => [
  ...migrations,
  ...Array.from({ length: count }, (_, i) => extra(last + 1 + i)),
];
const open = (list?: readonly Migration[]) =>
  openStore({ path, clock: { nowMs: () => nowMs }, ...(list === undefined ? {} : { migrations: list }) });
const versionOf = (file: string) => {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare('select max(number) from schema_migrations').pluck().get();
  } finally {
    database.close();
  }
};
const close = (store: AsyncDisposable) => store[Symbol.asyncDispose]();

describe('opening a database', () => {
  it('makes a new one for its owner only', async () => {
    const store = await open();
    await store.guests.insert(sampleGuest());
    for (const name of readdirSync(join(folder, 'data'))) {
      expect([name, statSync(join(folder, 'data', name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    expect(readdirSync(join(folder, 'data')).toSorted()).toEqual([
      'cellar.db',
      'cellar.db-shm',
      'cellar.db-wal',
    ]);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    await close(store);
    expect(versionOf(path)).toBe(last);
    expect(copiesOf(path)).toEqual([]);
  });

  it('numbers the migrations from 1 without gaps', () => {
    expect(migrations.map((migration) => migration.number)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('keeps what is there, copies it before migrating, and keeps the newest three copies', async () => {
    const first = await open();
    await first.logs.append('kept', startMs);
    await close(first);
    for (let count = 1; count <= 5; count += 1) {
      nowMs += 60_000;
      await close(await open(extended(count)));
    }
    const database = new Database(path, { readonly: true });
    expect(database.prepare(`select content, extra_${last + 1} from logs`).get()).toMatchObject({
      content: 'kept',
      [`extra_${last + 1}`]: 'x',
    });
    database.close();
    const copies = copiesOf(path);
    expect(copies.map(versionOf)).toEqual([last + 2, last + 3, last + 4]);
    expect(copies.map((copy) => statSync(copy).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    expect(copies[0]).toContain('cellar.db.v');
    expect(copies[0]).toMatch(/-\d{8}T\d{6}Z\.copy$/);
  });

  it('refuses a file that is no database, by its name', async () => {
    mkdirSync(dirname(path));
    writeFileSync(path, 'this is no database but a text that is longer than its header would be. '.repeat(9));
    await expect(open(migrations)).rejects.toMatchObject({
      reason: 'bad_database',
      message: `the database ${path} is no database of SQLite`,
    });
  });

  it('refuses one that a newer version has used, and leaves it as it is', async () => {
    await close(await open(extended(2)));
    await expect(open()).rejects.toMatchObject({
      code: 'unsupported',
      reason: 'database_newer',
      details: { needed: last + 2, known: last },
    });
    expect(versionOf(path)).toBe(last + 2);
  });

  it('is as before after a migration that fails', async () => {
    await close(await open());
    const broken: Migration = {
      number: last + 1,
      name: 'broken',
      up(database) {
        database.script('drop table logs');
        database.script('this is no SQL');
      },
    };
    await expect(open([...migrations, broken])).rejects.toThrow();
    const store = await open();
    await store.logs.append('still there', startMs);
    await close(store);
  });

  it('is as before after a kill in mid-migration, and can be migrated then', async () => {
    await close(await open());
    const marker = join(folder, 'in-the-middle');
    const script = `
      import { writeFileSync } from 'node:fs';
      import { openStore } from ${JSON.stringify(fileURLToPath(new URL('./index.ts', import.meta.url)))};
      import { migrations } from ${JSON.stringify(fileURLToPath(new URL('./migrations/index.ts', import.meta.url)))};
      const half = { number: ${last + 1}, name: 'half', up(database) {
        database.script('create table half (a text) strict; drop table logs;');
        writeFileSync(${JSON.stringify(marker)}, '');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      } };
      await openStore({ path: ${JSON.stringify(path)}, clock: { nowMs: Date.now }, migrations: [...migrations, half] });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' });
    const exited = once(child, 'exit');
    await poll('the child is in the middle of a migration', () => existsSync(marker));
    child.kill('SIGKILL');
    await exited;
    expect(versionOf(path)).toBe(last);
    const store = await open(extended(1));
    await store.logs.append('well', startMs);
    await close(store);
    expect(versionOf(path)).toBe(last + 1);
  });
});

describe('the location', () => {
  it('may be a sqlite: or file: URL or a path', async () => {
    for (const url of [`sqlite:${path}`, `sqlite://${path}`, `file://${path}`, path]) {
      await close(await openStore({ url, clock: { nowMs: () => nowMs } }));
      expect(existsSync(path)).toBe(true);
      rmSync(join(folder, 'data'), { recursive: true });
    }
  });

  it.each(['postgres://user@host/db', 'postgresql://user@host/db'])('can not be %s yet', async (url) => {
    const opening = openStore({ url, clock: { nowMs: () => nowMs } });
    await expect(opening).rejects.toMatchObject({ code: 'unsupported', reason: 'database_unsupported' });
  });

  it.each(['mysql://host/db', ''])('can not be %j', async (url) => {
    const opening = openStore({ url, clock: { nowMs: () => nowMs } });
    await expect(opening).rejects.toMatchObject({ code: 'invalid', reason: 'bad_database_url' });
  });
});
