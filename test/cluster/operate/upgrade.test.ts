/**
 * Databases of earlier versions, as those versions left them: `test/upgrade/schema-N.sql` is the dump of one with two cells, two
 * guests, a snapshot and what else that version had; its first line is a comment with the administrator's name and password.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startControlPlane } from '../../../control-plane/src/app.ts';
import { settingsSchema } from '../../../control-plane/src/config/schema.ts';
import { createLogger } from '../../../control-plane/src/observe/logger.ts';
import { copiesOf } from '../../../control-plane/src/store/copies.ts';
import { newestSchema } from '../../../control-plane/src/store/database-file.ts';
import { openStore } from '../../../control-plane/src/store/index.ts';
import { migrations } from '../../../control-plane/src/store/migrations/index.ts';
import { NanoClient } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';

const fixtures = join(import.meta.dirname, '../../upgrade');
const schemas = readdirSync(fixtures)
  .flatMap((name) => /^schema-(\d+)\.sql$/.exec(name)?.[1] ?? [])
  .map(Number)
  .sort((one, other) => one - other);
const clock = { nowMs: () => Date.now() };

let data: string;
let path: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'cellar-upgrade-'));
  path = join(data, 'cellar.db');
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** Puts the database there; returns its administrator. */
function load(schema: number): { user: string; password: string } {
  const dump = readFileSync(join(fixtures, `schema-${schema}.sql`), 'utf8');
  const [, user = '', password = ''] = dump.split('\n', 1)[0]?.split(' ') ?? [];
  mkdirSync(data, { recursive: true });
  const sqlite = new Database(path);
  // A dump has its tables in the order of their names.
  sqlite.pragma('foreign_keys = off');
  sqlite.exec(dump);
  sqlite.close();
  return { user, password };
}

function look<Row>(query: string): Row[] {
  const sqlite = new Database(path, { readonly: true });
  try {
    return sqlite.prepare(query).all() as Row[];
  } finally {
    sqlite.close();
  }
}

/** Every table, index and trigger without its spaces; columns may come in another order. */
function schemaOf(): string[] {
  const rows = look<{ name: string; type: string }>(
    `select type, name from sqlite_master where name not like 'sqlite_%' order by name`,
  );
  return rows.map(({ type, name }) => {
    if (type !== 'table') return `${type} ${name}`;
    const columns = look<{ name: string; type: string; notnull: number; pk: number }>(
      `select name, lower(type) as type, "notnull", pk from pragma_table_info('${name}')`,
    );
    return `${name}: ${columns
      .map((column) => Object.values(column).join(' '))
      .sort()
      .join(', ')}`;
  });
}

async function fresh(): Promise<string[]> {
  await (await openStore({ path, clock }))[Symbol.asyncDispose]();
  const schema = schemaOf();
  for (const name of readdirSync(data)) rmSync(join(data, name), { recursive: true });
  return schema;
}

const settings = () =>
  settingsSchema.parse({
    data,
    nano: { port: 0 },
    identity: { port: 0 },
    rs: { port: 0 },
    broker: { port: 0 },
    adjutant: { port: 0 },
    cells: { listen: '127.0.0.1', port: 0, advertise: '127.0.0.1' },
  });

test('there are databases of several versions', () => {
  expect(schemas.length).toBeGreaterThanOrEqual(5);
  expect(schemas[0]).toBeLessThan(newestSchema);
});

describe.each(schemas)('a database of schema %i', (schema) => {
  test('becomes one of this version, with a copy of what it was', async () => {
    const wanted = await fresh();
    load(schema);
    await (await openStore({ path, clock }))[Symbol.asyncDispose]();
    expect(schemaOf()).toEqual(wanted);
    expect(look('pragma foreign_key_check')).toEqual([]);
    expect(look('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    const copies = schema === newestSchema ? [] : [expect.stringContaining(`.v${schema}-`)];
    expect(copiesOf(path)).toEqual(copies);
  });

  test('works with this version: its people log in and find their things', async () => {
    const { user, password } = load(schema);
    await using cloud = await startControlPlane(settings(), createLogger('silent'));
    const admin = await new NanoClient(cloud.nano, '').login(user, password);
    const guests = await admin.succeed('POST', '/search/guests/', { limit: 10 });
    expect(guests.result.map(({ name }: { name: string }) => name).sort()).toEqual(['db', 'web']);
    const web = guests.result.find(({ name }: { name: string }) => name === 'web');
    expect(web).toMatchObject({ lost: true, pool: 'default', disks: [2 ** 24, 2 ** 23] });
    expect(await admin.get(`/guests/${web.id}`)).toMatchObject({ name: 'web', cores: 1 });
    expect(await admin.get(`/instances/${web.id}/snapshots/`)).toMatchObject({ clean: {} });
    const cells = await (await admin.raw('GET', '/cellar/v1/cells')).json();
    expect(cells).toMatchObject({ cells: [{ pool: 'default' }, { pool: 'default' }] });
    await admin.succeed('POST', '/compute_pools/new', {});
    await admin.succeed('POST', '/user_groups/makers', { display: 'Makers', role: [] });
    await admin.succeed('POST', '/users/mara', { password: 'Marapass1', nick: '', mail: '' });
    const audit = (await (await admin.raw('GET', '/cellar/v1/audit?action=create-guest')).json()) as {
      audit: object[];
    };
    expect(audit.audit.length).toBeGreaterThanOrEqual(2);
  });
});

const oldest = schemas[0] ?? 0;
const middle = Math.floor((oldest + newestSchema) / 2);

test.each([oldest + 1, middle, newestSchema])(
  'a program killed within migration %i leaves what can be migrated then',
  async (at) => {
    load(oldest);
    const marker = join(data, 'within');
    const source = (name: string) =>
      JSON.stringify(fileURLToPath(new URL(`../../../control-plane/src/store/${name}`, import.meta.url)));
    const script = `
      import { writeFileSync } from 'node:fs';
      import { openStore } from ${source('index.ts')};
      import { migrations } from ${source('migrations/index.ts')};
      const stopped = migrations.map((one) => one.number !== ${at} ? one : { ...one, up(database) {
        one.up(database);
        writeFileSync(${JSON.stringify(marker)}, '');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      } });
      await openStore({ path: ${JSON.stringify(path)}, clock: { nowMs: Date.now }, migrations: stopped });`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' });
    const exited = once(child, 'exit');
    await poll('the child is within the migration', () => existsSync(marker));
    child.kill('SIGKILL');
    await exited;
    expect(look('select max(number) as version from schema_migrations')).toEqual([{ version: at - 1 }]);
    await (await openStore({ path, clock }))[Symbol.asyncDispose]();
    expect(look('select max(number) as version from schema_migrations')).toEqual([{ version: newestSchema }]);
    expect(look('select name from guests order by name')).toEqual([{ name: 'db' }, { name: 'web' }]);
    expect(look('pragma foreign_key_check')).toEqual([]);
  },
);

test('each version between opens what the one before it left', async () => {
  load(oldest);
  for (let number = oldest + 1; number <= newestSchema; number += 1) {
    const known = migrations.slice(0, number);
    const connection = await openStore({ path, clock, migrations: known });
    await connection[Symbol.asyncDispose]();
    expect(look('select max(number) as version from schema_migrations')).toEqual([{ version: number }]);
  }
  expect(look('select name from guests order by name')).toEqual([{ name: 'db' }, { name: 'web' }]);
});

test('a database that a newer version has used stops the start, and stays as it is', async () => {
  const store = await openStore({ path, clock });
  await store[Symbol.asyncDispose]();
  const sqlite = new Database(path);
  sqlite.exec(`insert into schema_migrations values (${newestSchema + 1}, 'of tomorrow', 0)`);
  sqlite.close();
  const before = readFileSync(path);
  await expect(startControlPlane(settings(), createLogger('silent'))).rejects.toMatchObject({
    reason: 'database_newer',
    message: expect.stringContaining(`this program knows versions up to ${newestSchema}: start a newer one`),
  });
  expect(readFileSync(path).equals(before)).toBe(true);
});
