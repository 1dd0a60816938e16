import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';

const menu = ['dashboard', 'compute_pool', 'instance'];

describe('the first run', () => {
  let fresh: ControlPlane;
  beforeAll(async () => {
    fresh = await startControlPlane({ users: false });
  });
  afterAll(() => fresh[Symbol.asyncDispose]());

  test(`${covers('GET /system/')} needs no session, ${covers('POST /system/')} works once`, async () => {
    const { nobody } = fresh;
    const limits = { max_cores: 24, max_memory: 32, max_disk: 64 };
    expect(await nobody.call('GET', '/system/')).toMatchObject({
      status: 200,
      data: { ready: false, ...limits },
    });
    const first = { user: 'root', password: testPassword, menu };
    expect(await nobody.fail('POST', '/system/', { ...first, password: 'short' })).toContain('8 characters');
    expect(await nobody.fail('POST', '/system/', { ...first, password: 'secret-2024' })).toContain(
      'uppercase',
    );
    expect(await nobody.fail('POST', '/system/', { ...first, user: 'two words' })).toContain('two words');
    expect(await nobody.fail('POST', '/system/', { ...first, menu: ['nonsense'] })).toContain('nonsense');
    expect(await nobody.fail('POST', '/system/', { ...first, menu: 'all' })).toContain('menu must be a list');
    expect(await nobody.fail('POST', '/system/', {})).toContain('user is missing');
    expect(await nobody.call('POST', '/system/', first)).toMatchObject({
      status: 200,
      error_code: 0,
      data: '',
    });
    expect(await nobody.get('/system')).toEqual({ ready: true, ...limits });
    expect(await nobody.fail('POST', '/system/', first)).toBe('system already initialed');
    const root = await nobody.login('root', testPassword);
    expect(await root.get(`/sessions/${root.session}`)).toMatchObject({ group: 'admin', menu });
  });
});

describe('sessions', () => {
  let cloud: ControlPlane;
  beforeAll(async () => {
    cloud = await startControlPlane();
  });
  afterAll(() => cloud[Symbol.asyncDispose]());

  test(`${covers('POST /sessions/')}`, async () => {
    const answer = await cloud.nobody.call('POST', '/sessions/', {
      user: 'alice',
      password: testPassword,
      nonce: 'x',
    });
    expect(answer).toEqual({
      status: 200,
      error_code: 0,
      message: '',
      data: {
        session: expect.stringMatching(/^[\w-]{36}$/),
        timeout: 180,
        group: 'staff',
        menu: ['instance', 'image', 'media'],
        address: '127.0.0.1',
      },
    });
    const wrong = 'invalid user or password';
    expect(await cloud.nobody.fail('POST', '/sessions/', { user: 'alice', password: 'x' })).toBe(wrong);
    expect(await cloud.nobody.fail('POST', '/sessions/', { user: 'nobody', password: 'x' })).toBe(wrong);
    expect(await cloud.nobody.fail('POST', '/sessions/', { user: 'alice' })).toContain('password is missing');
    expect(await cloud.nobody.fail('POST', '/sessions/', { user: 5, password: 'x' })).toBe(
      'user must be text, not 5',
    );
  });

  test(`${covers('PUT /sessions/{session_id}')} with the portal's form body, ${covers('GET /sessions/{session_id}')}`, async () => {
    const alice = await cloud.login('alice');
    const path = `/sessions/${alice.session}`;
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const kept = await alice.raw('PUT', `/api/v1${path}`, '', headers);
    expect(await kept.json()).toEqual({ error_code: 0, message: '', data: '' });
    expect(await alice.get(path)).toEqual({
      menu: ['instance', 'image', 'media'],
      resource: [],
      user: 'alice',
      group: 'staff',
      address: '127.0.0.1',
      timeout: 180,
    });
  });

  test("another's session does not exist", async () => {
    const [alice, bob] = [await cloud.login('alice'), await cloud.login('bob')];
    const message = `invalid session '${alice.session}'`;
    expect(await bob.fail('GET', `/sessions/${alice.session}`)).toBe(message);
    expect(await bob.fail('PUT', `/sessions/${alice.session}`)).toBe(message);
    expect(await bob.fail('GET', '/sessions/nonsense')).toBe("invalid session 'nonsense'");
  });

  test('calls need a session', async () => {
    expect(await cloud.nobody.fail('GET', '/compute_pools/')).toBe('unauthenticated request');
    const stranger = cloud.nobody.raw('GET', '/api/v1/compute_pools/', undefined, {
      'nano-SESSION': 'made-up',
    });
    expect(await (await stranger).json()).toMatchObject({
      error_code: 500,
      message: "invalid session 'made-up'",
    });
  });

  test(`${covers('PUT /users/{user_name}/password/')} ends the other sessions`, async () => {
    const [here, elsewhere] = [await cloud.login('carol'), await cloud.login('carol')];
    const path = '/users/carol/password/';
    const next = 'Another-2025';
    expect(await here.fail('PUT', path, { old: 'wrong', new: next })).toBe('invalid user or password');
    expect(await here.fail('PUT', path, { old: testPassword, new: 'weak' })).toContain('password must have');
    expect(await here.fail('PUT', path, { old: testPassword })).toContain('new is missing');
    const alice = await cloud.login('alice');
    expect(await alice.fail('PUT', path, { old: testPassword, new: next })).toBe('invalid user or password');
    await here.succeed('PUT', path, { old: testPassword, new: next });
    await here.get(`/sessions/${here.session}`);
    expect(await elsewhere.fail('GET', '/compute_pools/')).toContain('invalid session');
    await cloud.nobody.login('carol', next);
  });

  test('guessing is stopped without telling whether it was right', async () => {
    const guess = { user: 'dave', password: 'wrong' };
    for (let n = 0; n < 10; n += 1) await cloud.nobody.fail('POST', '/sessions/', guess);
    expect(await cloud.nobody.fail('POST', '/sessions/', { ...guess, password: testPassword })).toContain(
      'too many attempts',
    );
    await cloud.login('alice');
  });
});
