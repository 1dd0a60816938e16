import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCellar } from '../../support/cellar-program.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';

let cloud: ControlPlane;
let alice: NanoClient;
let folder: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  alice = await cloud.login('alice');
  folder = mkdtempSync(join(tmpdir(), 'cellar-support-'));
});
afterAll(async () => {
  await cloud?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

test('the bundle helps, and holds no secret of configuration, database, keys or logs', async () => {
  const admin = await cloud.login('admin');
  const template = (await admin.get('/templates/'))[0].id;
  const id = await createdGuest(alice, guestRequest(template, { name: 'told' }));
  await alice.succeed('PUT', `/guests/${id}/monitor/secret`, {});
  const made = await (await alice.raw('POST', '/cellar/v1/api-tokens', { name: 'planted' })).json();
  const token = (made as { api_token: { token: string } }).api_token.token;
  const joinAnswer = await (await admin.raw('POST', '/cellar/v1/join-tokens', {})).json();
  const joinToken = (joinAnswer as { join_token: { token: string } }).join_token.token;
  const planted = ['Planted-Smtp-1', 'Planted-Keystone-2', 'Planted-Hook-3', 'Planted-Fence-4'];
  const [smtp = '', keystone = '', hook = '', fence = ''] = planted;
  const data = dirname(cloud.databasePath);
  const caKey = readFileSync(join(data, 'pki/ca.key'), 'utf8');
  const log = join(folder, 'program.log');
  writeFileSync(
    log,
    [
      `{"msg":"ordinary line"}`,
      `${token} ${joinToken} ${keystone}`,
      `Nano-Session: ${alice.session}`,
      caKey,
    ].join('\n'),
  );
  const configuration = join(folder, 'control-plane.yaml');
  writeFileSync(
    configuration,
    `data: ${data}
nano: { port: ${new URL(cloud.origin).port} }
identity: { port: 0, keystone: { url: 'http://127.0.0.1:9', user: svc, password: ${keystone} } }
rs: { port: 0 }
broker: { port: 0 }
adjutant: { port: 0, webhook: 'http://127.0.0.1:9/${hook}', mail: { smtp_url: 'smtp://user:${smtp}@127.0.0.1:9' } }
cells: { listen: 127.0.0.1, port: 0, advertise: 127.0.0.1 }
failover: { fence_command: [/usr/sbin/fence, ${fence}] }
`,
  );
  const file = join(folder, 'bundle.tar.gz');
  const { code, out } = await runCellar(['support-bundle', file, '--config', configuration, '--log', log]);
  expect([code, out]).toEqual([0, expect.stringContaining(file)]);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');

  const entry = (name: string) =>
    execFileSync('tar', ['xzOf', file, `cellar-support/${name}`], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const all = execFileSync('tar', ['xzOf', file], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const keyLines = caKey.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  for (const secret of [...planted, testPassword, token, joinToken, alice.session, ...keyLines])
    expect(all.includes(secret), secret).toBe(false);
  expect(all).not.toMatch(/\$scrypt|password_hash|monitor_secret|secret_hash/);

  expect(JSON.parse(entry('about.json'))).toMatchObject({
    cellar: expect.any(String),
    node: process.version,
  });
  expect(JSON.parse(entry('configuration.json'))).toMatchObject({ data, failover: { lease_s: 20 } });
  expect(JSON.parse(entry('doctor.json')).findings.length).toBeGreaterThan(5);
  expect(JSON.parse(entry('database.json'))).toMatchObject({
    migrations: expect.arrayContaining([expect.objectContaining({ number: 1 })]),
    rows: { guests: 1 },
    cells: [{ name: 'cell-1' }],
    operations: [
      { kind: 'set-monitor-secret', state: 'done' },
      { kind: 'create-guest', state: 'done' },
    ],
  });
  expect(entry('metrics.txt')).toContain('cellar_guests{state="stopped"} 1');
  expect(entry('logs/named-1.log')).toContain('ordinary line');
});

test('a file in no folder is refused; without a database the bundle says so', async () => {
  const nowhere = join(folder, 'none');
  const refused = await runCellar(['support-bundle', join(nowhere, 'bundle.tar.gz')]);
  expect([refused.code, refused.err]).toEqual([1, `cellar: there is no folder ${nowhere}\n`]);
  const file = join(folder, 'empty.tar.gz');
  expect((await runCellar(['support-bundle', file, '--data', nowhere])).code).toBe(0);
  const told = execFileSync('tar', ['xzOf', file, 'cellar-support/database.json'], { encoding: 'utf8' });
  expect(JSON.parse(told)).toEqual({ error: `there is no database ${nowhere}/cellar.db` });
});
