/** The second factor: enrolled, confirmed, asked for at every login by a password, and taken away. */
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { type Json, NanoClient } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let count = 0;
let user: string;
let person: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await cloud.login('admin');
});
afterAll(() => cloud?.[Symbol.asyncDispose]());
beforeEach(async () => {
  count += 1;
  user = `person${count}`;
  await admin.succeed('POST', `/users/${user}`, { password: testPassword });
  await admin.succeed('POST', `/user_groups/staff/members/${user}`, {});
  person = await cloud.nobody.login(user, testPassword);
});

async function call(client: NanoClient, method: string, rest = '', body?: unknown) {
  const answer = await client.raw(method, `/cellar/v1/second-factor${rest}`, body);
  return { status: answer.status, body: (await answer.json()) as Json };
}

const reason = async (answer: ReturnType<typeof call>) => {
  const { status, body } = await answer;
  return `${status} ${body.error?.reason}`;
};

/** A device that shows the code of this period, or of one later. */
function device(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return (periodsLater = 0) => totp.generate({ timestamp: Date.now() + periodsLater * 30_000 });
}

async function enabled(): Promise<{ code: (later?: number) => string; recoveryCodes: string[] }> {
  const { enrolment } = (await call(person, 'POST')).body;
  const code = device(enrolment.secret);
  const { status, body } = await call(person, 'POST', '/confirm', { code: code(-1) });
  expect(status).toBe(200);
  return { code, recoveryCodes: body.recovery_codes };
}

const login = (more: Json) =>
  cloud.nobody.call('POST', '/sessions/', { user, password: testPassword, ...more });
const message = async (more: Json) => (await login(more)).message;

describe('enrolling', () => {
  test('gives the secret as text and as a link', async () => {
    const { status, body } = await call(person, 'POST');
    expect(status).toBe(201);
    const { secret, uri } = body.enrolment;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
  });

  test('asks for nothing until a code was seen', async () => {
    await call(person, 'POST');
    expect((await call(person, 'GET')).body.second_factor).toEqual({
      enabled: false,
      recovery_codes_left: 0,
    });
    expect((await login({})).error_code).toBe(0);
  });

  test('is confirmed by a right code only', async () => {
    expect(await reason(call(person, 'POST', '/confirm', { code: '123456' }))).toBe('409 not_enrolled');
    const { enrolment } = (await call(person, 'POST')).body;
    const right = device(enrolment.secret)();
    const wrong = right === '000000' ? '000001' : '000000';
    expect(await reason(call(person, 'POST', '/confirm', { code: wrong }))).toBe('401 wrong_code');
    expect(await reason(call(person, 'POST', '/confirm', {}))).toBe('400 bad_request');
    expect((await call(person, 'POST', '/confirm', { code: right })).status).toBe(200);
    expect(await reason(call(person, 'POST', '/confirm', { code: right }))).toBe('409 second_factor_enabled');
    expect(await reason(call(person, 'POST'))).toBe('409 second_factor_enabled');
  });

  test('is nothing for programs, nor for strangers', async () => {
    const made = await person.raw('POST', '/cellar/v1/api-tokens', { name: 'program' });
    const program = new NanoClient(cloud.origin, ((await made.json()) as Json).api_token.token);
    expect(await reason(call(program, 'POST'))).toBe('403 interactive_only');
    expect((await call(cloud.nobody, 'POST')).status).toBe(401);
  });

  test('keeps its secrets out of the audit', async () => {
    const { enrolment } = (await call(person, 'POST')).body;
    const audit = await (await admin.raw('GET', `/cellar/v1/audit?actor=${user}`)).text();
    expect(audit).toContain('enrol-second-factor');
    expect(audit).not.toContain(enrolment.secret);
  });
});

describe('a login', () => {
  test('needs the code beside the password', async () => {
    const { code } = await enabled();
    expect(await message({})).toBe('a code of the second factor is required');
    expect(await message({ otp: '12345' })).toBe('invalid user or password');
    expect(await message({ password: 'wrong', otp: code() })).toBe('invalid user or password');
    expect((await login({ otp: code() })).error_code).toBe(0);
  });

  test('takes the code at the end of the password, as where there is no field for it', async () => {
    const { code } = await enabled();
    expect((await login({ password: `${testPassword}${code()}` })).error_code).toBe(0);
  });

  test('takes no code twice', async () => {
    const { code } = await enabled();
    const shown = code();
    expect((await login({ otp: shown })).error_code).toBe(0);
    expect(await message({ otp: shown })).toBe('invalid user or password');
    expect((await login({ otp: code(1) })).error_code).toBe(0);
  });

  test('takes a code once of twenty at the same time', async () => {
    const { code } = await enabled();
    const shown = code();
    const answers = await Promise.all(Array.from({ length: 10 }, () => login({ otp: shown })));
    expect(answers.filter(({ error_code }) => error_code === 0)).toHaveLength(1);
  });

  test('takes each recovery code once', async () => {
    const { recoveryCodes } = await enabled();
    expect(recoveryCodes).toHaveLength(10);
    const [first = '', second = ''] = recoveryCodes;
    expect((await login({ otp: first })).error_code).toBe(0);
    expect(await message({ otp: first })).toBe('invalid user or password');
    expect((await login({ otp: second.replace('-', '').toUpperCase() })).error_code).toBe(0);
    expect((await call(person, 'GET')).body.second_factor).toEqual({ enabled: true, recovery_codes_left: 8 });
  });

  test('does not tell a stranger who has a second factor', async () => {
    await enabled();
    const answers = [await login({ password: 'wrong' }), await login({ user: 'nobody', password: 'wrong' })];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('guesses of the code are limited as those of passwords', async () => {
    await enabled();
    for (let n = 0; n < 10; n += 1) await login({ otp: `${100_000 + n}` });
    expect(await message({ otp: '000000' })).toMatch(/^too many attempts/);
  });
});

describe('taking it away', () => {
  test('needs a code', async () => {
    const { code } = await enabled();
    expect(await reason(call(person, 'DELETE', '', {}))).toBe('401 wrong_code');
    expect((await call(person, 'DELETE', '', { code: code() })).status).toBe(200);
    expect((await login({})).error_code).toBe(0);
    expect(await reason(call(person, 'DELETE', '', { code: code(1) }))).toBe('409 not_enrolled');
  });

  test('is also an administrator’s to do, and no other’s', async () => {
    await enabled();
    const bob = await cloud.login('bob');
    expect(await reason(call(bob, 'DELETE', `/${user}`))).toBe('403 missing_right');
    expect((await call(admin, 'DELETE', '/nobody')).status).toBe(404);
    expect((await call(admin, 'DELETE', `/${user}`)).status).toBe(200);
    expect((await login({})).error_code).toBe(0);
  });
});
