import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Finding } from '../../../proto/src/doctor/finding.ts';
import { MailSink } from '../../../test/support/mail-sink.ts';
import { createThrowawayAuthority } from '../../../test/support/throwaway-pki.ts';
import { openAuthority } from '../cells/authority.ts';
import { openStore } from '../store/index.ts';
import { FolderLock } from '../system/folder-lock.ts';
import { runChecks } from './run-checks.ts';

const clock = { nowMs: () => Date.now() };
const dayMs = 86_400_000;
let made: string;
let folder: string;
let data: string;
let free: number;
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'cellar-made-'));
  await (await openStore({ path: join(made, 'cellar.db'), clock }))[Symbol.asyncDispose]();
  await openAuthority({ folder: join(made, 'pki'), hosts: ['localhost'], clock });
});
afterAll(() => rmSync(made, { recursive: true, force: true }));
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-doctor-'));
  data = join(folder, 'data');
  cpSync(made, data, { recursive: true });
  chmodSync(data, 0o700);
  free = await freePort();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function examined(change: Record<string, unknown> = {}, nowMs = Date.now()): Promise<Finding[]> {
  const configuration = join(folder, 'control-plane.yaml');
  const quiet = { port: 0 };
  const settings = { nano: { port: free }, identity: quiet, rs: quiet, broker: quiet, adjutant: quiet };
  const cells = { listen: '127.0.0.1', port: 0, advertise: '127.0.0.1' };
  writeFileSync(configuration, stringify({ data, ...settings, cells, ...change }));
  return runChecks({ configuration, nowMs });
}

/** What is said by the check, and is not well. */
async function troubles(check: string, ...rest: Parameters<typeof examined>): Promise<string[]> {
  const found = await examined(...rest);
  return found
    .filter((one) => one.check === check && one.level !== 'ok')
    .map(({ level, message, remedy }) => {
      expect(remedy).toMatch(/\w/);
      return `${level}: ${message.replaceAll(folder, '')}`;
    });
}

describe('the doctor of a control plane', () => {
  test('finds nothing wrong with one that was just installed', async () => {
    const found = await examined();
    expect(found.filter(({ check, level }) => level !== 'ok' && check !== 'disk_space')).toEqual([]);
    expect([...new Set(found.map(({ check }) => check))]).toEqual([
      'data_folder',
      'database',
      'authority',
      'ports',
      'names',
      'mail',
      'disk_space',
      'cells',
    ]);
  });

  test('a configuration that is wrong ends it with its name', async () => {
    expect(await examined({ nano: { port: 'x' } })).toMatchObject([
      { check: 'configuration', level: 'error', message: expect.stringContaining('nano.port') },
    ]);
  });

  test('a folder that is missing, or open to others', async () => {
    expect(await troubles('data_folder', { data: join(folder, 'none') })).toEqual([
      'error: there is no folder /none',
    ]);
    chmodSync(data, 0o755);
    expect(await troubles('data_folder')).toEqual(['warning: /data is open to others (mode 755)']);
  });

  test('a database that is missing, damaged, newer, or open to others', async () => {
    const path = join(data, 'cellar.db');
    chmodSync(path, 0o644);
    expect(await troubles('database')).toEqual(['warning: /data/cellar.db is open to others']);
    const sqlite = new Database(path);
    sqlite.exec(`insert into schema_migrations values (9999, 'of tomorrow', 0)`);
    sqlite.close();
    expect(await troubles('database')).toEqual([
      expect.stringMatching(/^error: \/data\/cellar\.db has schema 9999, this program knows \d+ at most$/),
    ]);
    writeFileSync(path, 'no database at all, but long enough to be looked at as one'.repeat(100));
    expect(await troubles('database')).toEqual([expect.stringMatching(/^error: .*cellar\.db/)]);
    rmSync(path);
    expect(await troubles('database')).toEqual(['warning: there is no database /data/cellar.db']);
  });

  test('a certificate authority whose files are missing, readable by others, foreign or near their end', async () => {
    const pki = join(data, 'pki');
    chmodSync(join(pki, 'ca.key'), 0o640);
    expect(await troubles('authority')).toEqual(['error: /data/pki/ca.key can be read by others']);
    chmodSync(join(pki, 'ca.key'), 0o600);
    expect(await troubles('authority', {}, Date.now() + 360 * dayMs)).toEqual([
      expect.stringMatching(/^warning: the control plane’s own certificate ends on /),
    ]);
    expect(await troubles('authority', {}, Date.now() + 370 * dayMs)).toEqual([
      expect.stringMatching(/^error: the control plane’s own certificate ended on /),
    ]);
    expect(await troubles('authority', {}, Date.now() - 30 * dayMs)).toEqual([
      expect.stringMatching(/^error: the certificate authority begins on .* only$/),
      expect.stringMatching(/^error: the control plane’s own certificate begins on .* only$/),
    ]);
    const other = await createThrowawayAuthority();
    const { key, certificate } = await other.issue('cellar:control-plane');
    writeFileSync(join(pki, 'control-plane.pem'), key + certificate);
    expect(await troubles('authority')).toEqual([
      'warning: control-plane.pem is not of this certificate authority',
    ]);
    writeFileSync(join(pki, 'ca.crt'), other.certificate);
    expect(await troubles('authority')).toEqual([
      'error: ca.key and ca.crt in /data/pki do not belong together',
    ]);
    rmSync(join(pki, 'ca.key'));
    expect(await troubles('authority')).toEqual(['error: ca.key is missing in /data/pki']);
  });

  test('certificates of listeners that are missing, foreign or at their end', async () => {
    const authority = await createThrowawayAuthority();
    const [one, other] = await Promise.all([authority.issue('a:a'), authority.issue('b:b')]);
    const [certificate, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
    const tls = { nano: { port: 0, tls: { certificate, key } } };
    expect(await troubles('tls', tls)).toEqual(['error: nano: /tls.crt can not be read']);
    writeFileSync(certificate, one.certificate);
    writeFileSync(key, other.key);
    expect(await troubles('tls', tls)).toEqual(['error: nano: /tls.crt and /tls.key do not belong together']);
    writeFileSync(key, one.key);
    expect(await troubles('tls', tls)).toEqual([
      expect.stringMatching(/^warning: nano: \/tls\.crt ends on /),
    ]);
    expect(await troubles('tls', tls, Date.now() + 2 * dayMs)).toEqual([
      expect.stringMatching(/^error: nano: \/tls\.crt ended on /),
    ]);
  });

  test('a port that another has, and one that does not answer although a control plane runs', async () => {
    const taker = createServer().listen(free, '127.0.0.1');
    await new Promise((listening) => taker.once('listening', listening));
    expect(await troubles('ports')).toEqual([
      `error: nano: port ${free} on 127.0.0.1 is taken or not permitted`,
    ]);
    using _running = new FolderLock(data, 'control-plane.pid', 'control plane');
    expect(await troubles('ports')).toEqual([]);
    await new Promise((closed) => taker.close(closed));
    expect(await troubles('ports')).toEqual([
      `error: nano: port ${free} on 127.0.0.1 does not answer, although a control plane runs`,
    ]);
  });

  test('the ports of cellar dev, instead of those of the configuration', async () => {
    const dev = join(folder, 'dev');
    cpSync(made, join(dev, 'control-plane'), { recursive: true });
    const listeners = { identity: 21, rs: 22, broker: 23, adjutant: 24 };
    const memory = { user: 'admin', password: 'x', controlPlanePort: 20, cellListenerPort: 25, listeners };
    writeFileSync(join(dev, 'dev.json'), JSON.stringify(memory));
    const found = await examined({ data: dev });
    const told = (check: string) => found.filter((one) => one.check === check).map(({ message }) => message);
    expect(told('ports').map((message) => message.replace(/ on 127\.0\.0\.1 .*/, ''))).toEqual([
      'nano: port 20',
      'identity: port 21',
      'rs: port 22',
      'broker: port 23',
      'adjutant: port 24',
      'cells: port 25',
    ]);
    expect(told('names')).toEqual(['cells are told to reach 127.0.0.1']);
    writeFileSync(join(dev, 'dev.json'), '{');
    expect(await examined({ data: dev })).toMatchObject([
      {
        check: 'configuration',
        level: 'error',
        message: expect.stringContaining('dev.json can not be read'),
      },
    ]);
  });

  test('a name for cells that does not resolve, or is this machine itself', async () => {
    const advertised = (advertise: string) => ({ cells: { listen: '127.0.0.1', port: 0, advertise } });
    expect(await troubles('names', advertised('cloud.invalid'))).toEqual([
      'warning: cells are told to reach cloud.invalid, which does not resolve',
    ]);
    expect(await troubles('names', advertised('localhost:5851'))).toEqual([
      expect.stringContaining('which is this machine itself'),
    ]);
  });

  test('a mail server that is not there, and one that takes mails; its password is never told', async () => {
    const by = (url: string) => ({ adjutant: { port: 0, mail: { smtp_url: url } } });
    expect(await troubles('mail', by(`smtp://cellar:S3cret@127.0.0.1:${free}`))).toEqual([
      `error: the mail server 127.0.0.1:${free} does not take mails: ESOCKET`,
    ]);
    await using sink = await MailSink.open();
    expect(await troubles('mail', by(sink.url))).toEqual([]);
  });

  test('cells that are kept in mind wrongly, or do not answer', async () => {
    writeFileSync(join(data, 'cells.json'), '{');
    expect(await troubles('cells')).toEqual([expect.stringContaining('cells.json is damaged')]);
    const cell = {
      id: '00000000-0000-4000-8000-000000000001',
      name: 'cell-9',
      pool: null,
      enabled: true,
      address: `127.0.0.1:${free}`,
      joinedAtMs: 0,
      revokedAtMs: null,
    };
    const kept = { cells: [cell], pools: [], storagePools: [], addressPools: [] };
    writeFileSync(join(data, 'cells.json'), JSON.stringify(kept));
    expect(await troubles('cells')).toEqual([expect.stringMatching(/^error: cell cell-9: /)]);
  });
});
