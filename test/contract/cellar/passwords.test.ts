/** Passwords that expire, do not come back, and are taken by a program of the operator's, too. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';

const dayMs = 86_400_000;
let folder: string;
let cloud: ControlPlane;
let admin: NanoClient;
let count = 0;
let user: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-passwords-'));
  const body = `cat > ${folder}/$1; grep -q Refused "${folder}/$1" && exit 1; exit 0`;
  writeFileSync(join(folder, 'script'), `#!/bin/sh\n${body}\n`, { mode: 0o700 });
  const script = join(folder, 'script');
  const passwords = { min_length: 10, max_age_days: 90, warn_days: 14, grace_logins: 2, history: 3, script };
  cloud = await startControlPlane({ settings: { passwords } });
  admin = await cloud.login('admin');
});
afterAll(async () => {
  await cloud?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  count += 1;
  user = `person${count}`;
  await admin.succeed('POST', `/users/${user}`, { password: testPassword });
  await admin.succeed('POST', `/user_groups/staff/members/${user}`, {});
});

const login = (password = testPassword) => cloud.nobody.call('POST', '/sessions/', { user, password });

async function change(request: Json): Promise<string> {
  const answer = await cloud.nobody.raw('POST', '/cellar/v1/password', {
    user,
    old: testPassword,
    ...request,
  });
  const { error } = (await answer.json()) as Json;
  return `${answer.status} ${error?.reason ?? ''}`.trim();
}

/** As if the password had been set that long ago. */
function age(days: number): void {
  const database = new Database(cloud.databasePath);
  database
    .prepare('update users set password_changed_at_ms = ? where name = ?')
    .run(Date.now() - days * dayMs, user);
  database.close();
}

describe('an expired password', () => {
  test('allows the grace logins, then none', async () => {
    age(91);
    for (const left of [1, 0]) expect([left, (await login()).error_code]).toEqual([left, 0]);
    expect((await login()).message).toBe('the password has expired: change it');
    expect((await login('wrong')).message).toBe('invalid user or password');
  });

  test('is changed without a session, which sets all back', async () => {
    age(500);
    for (let n = 0; n < 3; n += 1) await login();
    expect(await change({ new: 'Another-2025' })).toBe('200');
    expect((await login('Another-2025')).error_code).toBe(0);
    expect((await login()).message).toBe('invalid user or password');
  });

  test('that is not yet expired is as good as any', async () => {
    age(89);
    for (let n = 0; n < 4; n += 1) expect((await login()).error_code).toBe(0);
  });
});

describe('a new password', () => {
  test('is refused when it is weak, or one of the last', async () => {
    expect(await change({ new: 'Short-1' })).toBe('400 weak_password');
    expect(await change({ new: 'Nine-2025' })).toBe('400 weak_password');
    expect(await change({ new: testPassword })).toBe('400 password_used_before');
    expect(await change({ new: 'Another-2025' })).toBe('200');
    expect(await change({ old: 'Another-2025', new: testPassword })).toBe('400 password_used_before');
    for (const [old, next] of [
      ['Another-2025', 'Another-2026'],
      ['Another-2026', 'Another-2027'],
      ['Another-2027', 'Another-2028'],
    ])
      expect(await change({ old, new: next })).toBe('200');
    expect(await change({ old: 'Another-2028', new: testPassword })).toBe('200');
  });

  test('needs the old one, and is guessed no oftener than at a login', async () => {
    expect(await change({ old: 'wrong', new: 'Another-2025' })).toBe('401 bad_credentials');
    expect(await change({ user: 'nobody', new: 'Another-2025' })).toBe('401 bad_credentials');
    for (let n = 0; n < 9; n += 1) await change({ old: `wrong-${n}`, new: 'Another-2025' });
    expect(await change({ new: 'Another-2025' })).toBe('429 too_many_attempts');
    expect((await login()).message).toMatch(/^too many attempts/);
  });

  test('ends sessions', async () => {
    const person = await cloud.nobody.login(user, testPassword);
    expect(await change({ new: 'Another-2025' })).toBe('200');
    expect(await person.fail('GET', '/templates/')).toMatch(/^invalid session/);
  });

  test('goes to the script with the old one, and is not taken if that refuses', async () => {
    const person = await cloud.nobody.login(user, testPassword);
    const path = `/users/${user}/password/`;
    expect(await person.fail('PUT', path, { old: testPassword, new: 'Refused-2025' })).toBe(
      'the password script returned 1',
    );
    await person.succeed('PUT', path, { old: testPassword, new: 'Another-2025' });
    expect(readFileSync(join(folder, user), 'utf8')).toBe(`${testPassword}\nAnother-2025\n`);
  });

  test.each([{}, { new: 5 }, { new: 'x', old: null }, { user: '' }, { domain: 7 }])(
    '%j is refused',
    async (request) => {
      expect(await change(request)).toBe('400 bad_request');
    },
  );
});
