/** Passwords that end, and the operator's script that takes new ones. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient, numberOf } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';

const dayMs = 86_400_000;
let folder: string;
let script: string;
let cloud: ControlPlane;
let auth_tenant: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-broker-passwords-'));
  script = join(folder, 'script');
  const body = `cat > ${folder}/$1; grep -q Slow "${folder}/$1" && exec sleep 60; ! grep -q Refused "${folder}/$1"`;
  writeFileSync(script, `#!/bin/sh\nPATH=/usr/bin:/bin\n${body}\n`, { mode: 0o700 });
  const passwords = { max_age_days: 90, warn_days: 14, grace_logins: 2, script, script_timeout_s: 1 };
  cloud = await startControlPlane({ settings: { passwords, broker: { port: 0, create_desktops: false } } });
  ({ name: auth_tenant } = await (await DesktopMaker.start(cloud)).project(['alice', 'bob', 'carol']));
});
afterAll(async () => {
  await cloud?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const client = (user: string) => new BrokerClient(cloud.broker, user);

/** As if the password had been set that long ago. */
function age(user: string, days: number): void {
  const database = new Database(cloud.databasePath);
  const change = 'update users set password_changed_at_ms = ? where name = ?';
  database.prepare(change).run(Date.now() - days * dayMs, user);
  database.close();
}

test('grace logins are counted down in a warning, then the password has expired, and is changed', async () => {
  age('alice', 91);
  const alice = client('alice');
  for (const attempts of [1, 0]) {
    const { body } = await alice.request({ auth_tenant });
    const message = `Password expired, ${attempts} grace logins remain.`;
    expect(body.warnings).toEqual([{ code: 20, message, data: { attempts } }]);
  }
  for (const path of ['/request-vm/', '/get-projects/', '/server-remove-user/']) {
    const { status, body } = await alice.ask(path, { instance_id: 'x' });
    expect([path, status, body.error]).toEqual([
      path,
      400,
      { code: 7, message: 'The password needs to be changed.', data: { user_name: 'alice' } },
    ]);
  }
  expect(await alice.refusal('/request-vm/', { password: 'Wrong-2024' })).toBe(6);
  const new_password = 'Another-2025';
  expect((await alice.ask('/change-password/', { new_password })).status).toBe(200);
  const { status, body } = await alice.ask('/request-vm/', { auth_tenant, password: new_password });
  expect([status, body.warnings]).toEqual([200, undefined]);
});

test('that a password ends soon is told in the language of the client', async () => {
  age('bob', 89);
  const headers = { 'Accept-Language': 'ru' };
  const asked = await client('bob').ask('/request-vm/', { auth_tenant }, headers);
  const [warning] = asked.body.warnings;
  const { seconds } = warning.data;
  expect(seconds).toBeGreaterThan(86_000);
  expect(seconds).toBeLessThanOrEqual(86_400);
  expect(warning).toEqual({
    code: 19,
    message: `Ваш пароль истекает через ${seconds} секунд, измените его.`,
    data: { seconds },
  });
});

test('the script takes the new password, or it stays the old one', async () => {
  const carol = client('carol');
  const change = (new_password: string) => carol.ask('/change-password/', { new_password });
  const refused = await change('Refused-2025');
  expect([numberOf(refused), refused.body.error.data]).toEqual([23, {}]);
  expect(numberOf(await change('Slow-2025'))).toBe(23);
  chmodSync(script, 0o600);
  const unusable = await change('Another-2025');
  expect([numberOf(unusable), unusable.body.error.data]).toEqual([22, {}]);
  expect(unusable.body.error.message).toContain('KERBEROS.script_path');
  rmSync(script);
  expect(numberOf(await change('Another-2025'))).toBe(22);
  expect((await carol.ask('/get-projects/')).body).toEqual({ projects: [auth_tenant] });
  expect(readFileSync(join(folder, 'carol'), 'utf8')).toBe(`${testPassword}\nSlow-2025\n`);
  for (const { body } of [refused, unusable])
    expect(JSON.stringify(body)).not.toMatch(/Secret-2024|Refused-2025|Another-2025/);
});
