/** Guessing of passwords, and what is to be had with a session that is over. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import type { Json } from '../../support/nano-client.ts';

let cloud: ControlPlane;
beforeAll(async () => {
  cloud = await startControlPlane({ nano: { trusted_proxies: ['127.0.0.1'] } });
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

/** A login through the trusted proxy. */
async function login(user: string, password: string, from: string): Promise<Json> {
  const headers = { 'X-Forwarded-For': from };
  const answer = await cloud.nobody.raw('POST', '/api/v1/sessions/', { user, password }, headers);
  return { text: await answer.clone().text(), headers: answer.headers, ...(await answer.json()) };
}

const tooMany = expect.stringMatching(/^too many attempts, try again in \d+ seconds$/);

describe('guessing', () => {
  test('of one account is stopped where it comes from, and locks nobody out elsewhere', async () => {
    for (let n = 0; n < 10; n += 1)
      expect((await login('alice', `wrong-${n}`, '192.0.2.1')).message).toBe('invalid user or password');
    expect(await login('alice', testPassword, '192.0.2.1')).toMatchObject({ message: tooMany });
    expect(await login('alice', testPassword, '192.0.2.2')).toMatchObject({ error_code: 0 });
    expect(await login('bob', testPassword, '192.0.2.1')).toMatchObject({ error_code: 0 });
  });

  test('over many accounts is stopped by the address', async () => {
    const attempts = Array.from({ length: 100 }, (_, n) => login(`user-${n}`, 'wrong', '192.0.2.3'));
    await Promise.all(attempts);
    expect(await login('carol', testPassword, '192.0.2.3')).toMatchObject({ message: tooMany });
    expect(await login('carol', testPassword, '192.0.2.4')).toMatchObject({ error_code: 0 });
  });

  test('all at once gains nothing', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => login('dave', `wrong-${n}`, '192.0.2.5')),
    );
    expect(answers.filter(({ message }) => message === 'invalid user or password')).toHaveLength(10);
  });

  test('behind the whole of an IPv6 network counts as one', async () => {
    for (let n = 0; n < 10; n += 1) await login('erin', 'wrong', `2001:db8::${n + 1}`);
    expect(await login('erin', testPassword, '2001:db8::ffff')).toMatchObject({ message: tooMany });
    expect(await login('erin', testPassword, '2001:db8:0:1::1')).toMatchObject({ error_code: 0 });
  });

  test('does not tell whether a user exists', async () => {
    const [known, unknown] = [
      await login('frank', 'x', '192.0.2.6'),
      await login('nobody', 'x', '192.0.2.6'),
    ];
    expect(unknown.text).toBe(known.text);
    const names = (headers: Headers) => [...headers.keys()].toSorted();
    expect(names(unknown.headers)).toEqual(names(known.headers));
  });
});

describe('a session', () => {
  const fixed = '6b1f1c9e-7d59-4d8e-9d0a-0d2f7d8f3c11';

  test('has an id of its own at each login, whatever the client brings', async () => {
    const answer = await cloud.nobody.raw(
      'POST',
      '/api/v1/sessions/',
      { user: 'alice', password: testPassword, session: fixed, id: fixed },
      { 'Nano-Session': fixed, Cookie: `session=${fixed}; cellar_download=${fixed}` },
    );
    const { data } = (await answer.json()) as Json;
    expect(data.session).not.toBe(fixed);
    const { data: again } = await login('alice', testPassword, '192.0.2.7');
    expect(again.session).not.toBe(data.session);
    const headers = { 'Nano-Session': fixed };
    const use = await cloud.nobody.raw('GET', '/api/v1/compute_pools/', undefined, headers);
    expect(await use.json()).toMatchObject({ message: `invalid session '${fixed}'` });
  });

  test('is taken from no URL, cookie or body', async () => {
    const alice = await cloud.login('alice');
    const id = alice.session;
    const tries = [
      ['GET', `/api/v1/guest_search/?pool=default&session=${id}&token=${id}&Nano-Session=${id}`, {}],
      ['GET', '/api/v1/guest_search/?pool=default', { Cookie: `Nano-Session=${id}; session=${id}` }],
      ['POST', '/api/v1/search/guests/', {}, { session: id, token: id }],
    ] as const;
    for (const [method, path, headers, body] of tries) {
      const answer = await cloud.nobody.raw(method, path, body, headers);
      expect(await answer.json()).toMatchObject({ error_code: 500, message: 'unauthenticated request' });
    }
  });

  test('ends with its user, at once', async () => {
    const admin = await cloud.login('admin');
    await admin.succeed('POST', '/users/gone', { password: testPassword });
    await admin.succeed('POST', '/user_groups/staff/members/gone', {});
    const gone = await cloud.nobody.login('gone', testPassword);
    await gone.get('/templates/');
    await admin.succeed('DELETE', '/users/gone');
    expect(await gone.fail('GET', '/templates/')).toBe(`invalid session '${gone.session}'`);
    expect(await gone.fail('PUT', `/sessions/${gone.session}`)).toBe(`invalid session '${gone.session}'`);
  });

  test('has no more than its user has when he loses his group', async () => {
    const admin = await cloud.login('admin');
    await admin.succeed('POST', '/users/moved', { password: testPassword });
    await admin.succeed('POST', '/user_groups/staff/members/moved', {});
    const moved = await cloud.nobody.login('moved', testPassword);
    await admin.succeed('DELETE', '/user_groups/staff/members/moved');
    expect(await moved.fail('GET', '/guest_search/?pool=default')).toMatch(/^invalid session '/);
  });
});
