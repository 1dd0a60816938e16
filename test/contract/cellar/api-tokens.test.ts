/** Credentials for programs: what they give, where they are taken, when they end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { type Json, NanoClient } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane();
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const path = '/cellar/v1/api-tokens';

async function call(client: NanoClient, method: string, rest = '', body?: unknown) {
  const answer = await client.raw(method, `${path}${rest}`, body);
  return { status: answer.status, body: (await answer.json()) as Json };
}

async function made(client: NanoClient, request: Json): Promise<{ token: Json; program: NanoClient }> {
  const { status, body } = await call(client, 'POST', '', request);
  expect(status).toBe(201);
  return { token: body.api_token, program: new NanoClient(cloud.origin, body.api_token.token) };
}

async function refusal(client: NanoClient, method: string, rest = '', body?: unknown) {
  const answer = await call(client, method, rest, body);
  return `${answer.status} ${answer.body.error?.reason}`;
}

describe('an API token', () => {
  test('is told once, and kept without its secret', async () => {
    const { token } = await made(alice, { name: 'once' });
    expect(token).toEqual({
      id: expect.any(String),
      name: 'once',
      token: expect.stringMatching(/^cellar_[\w-]{43}$/),
      menus: null,
      project: null,
      roles: null,
      created_at: expect.any(String),
      expires_at: expect.any(String),
    });
    expect(Date.parse(token.expires_at) - Date.parse(token.created_at)).toBe(90 * 86_400_000);
    const { body } = await call(alice, 'GET');
    expect(body.api_tokens).toContainEqual(expect.objectContaining({ id: token.id, user: 'alice' }));
    const audit = await (await admin.raw('GET', '/cellar/v1/audit?action=create-api-token')).text();
    for (const told of [JSON.stringify(body), audit]) expect(told).not.toContain(token.token.slice(7));
  });

  test('is taken in each of the three headers, and acts as its user', async () => {
    const { token, program } = await made(alice, { name: 'headers' });
    expect((await program.call('GET', '/guest_search/?pool=default')).error_code).toBe(0);
    for (const headers of [{ Authorization: `Bearer ${token.token}` }, { 'X-Auth-Token': token.token }]) {
      const answer = await cloud.nobody.raw('GET', '/api/v1/guest_search/?pool=default', undefined, headers);
      expect(await answer.json()).toMatchObject({ error_code: 0 });
    }
    expect(await program.fail('POST', '/compute_pools/mine', {})).toContain(
      'the right pools.manage is missing',
    );
  });

  test('tells when and from where it was used', async () => {
    const { token, program } = await made(alice, { name: 'used' });
    const row = async () =>
      (await call(alice, 'GET')).body.api_tokens.find((one: Json) => one.id === token.id);
    expect(await row()).toMatchObject({ last_used_at: null, last_used_address: '' });
    await program.get('/templates/');
    expect(await row()).toMatchObject({ last_used_at: expect.any(String), last_used_address: '127.0.0.1' });
  });

  test('is named as such in the audit', async () => {
    const { program } = await made(admin, { name: 'audited' });
    await program.succeed('POST', '/compute_pools/by-program', {});
    const { audit } = await (await admin.raw('GET', '/cellar/v1/audit?subject_id=by-program')).json();
    expect(audit).toMatchObject([{ actor: { name: 'admin', via: 'api-token' } }]);
  });

  test('may be for few menus', async () => {
    const { program } = await made(admin, { name: 'reader', menus: ['dashboard'] });
    expect((await program.call('GET', '/compute_zone_status/')).error_code).toBe(0);
    expect(await program.fail('POST', '/compute_pools/mine', {})).toContain(
      'the right pools.manage is missing',
    );
    expect(await refusal(alice, 'POST', '', { name: 'greedy', menus: ['instance', 'compute_pool'] })).toBe(
      '403 beyond_reach',
    );
  });

  test('loses what its user loses', async () => {
    await admin.succeed('POST', '/roles/brief', { menu: ['dashboard', 'log'] });
    await admin.succeed('POST', '/user_groups/brief', { display: '', role: ['brief'] });
    await admin.succeed('POST', '/users/brief', { password: testPassword });
    await admin.succeed('POST', '/user_groups/brief/members/brief', {});
    const person = await cloud.nobody.login('brief', testPassword);
    const { program } = await made(person, { name: 'own' });
    await program.get('/compute_zone_status/');
    await admin.succeed('PUT', '/roles/brief', { menu: ['log'] });
    expect(await program.fail('GET', '/compute_zone_status/')).toContain('status.read is missing');
    await admin.succeed('DELETE', '/users/brief');
    expect(await program.fail('GET', '/templates/')).toBe('the token is unknown, expired or revoked');
  });

  test('ends when it is revoked: by its user, by an administrator, by no other', async () => {
    const { token, program } = await made(alice, { name: 'revoked' });
    const bob = await cloud.login('bob');
    expect(await refusal(bob, 'DELETE', `/${token.id}`)).toBe('404 api_token_not_found');
    expect((await call(alice, 'DELETE', `/${token.id}`)).status).toBe(200);
    expect(await program.fail('GET', '/templates/')).toBe('the token is unknown, expired or revoked');
    expect(await refusal(alice, 'DELETE', `/${token.id}`)).toBe('404 api_token_not_found');
    const { token: second } = await made(alice, { name: 'second' });
    expect((await call(admin, 'DELETE', `/${second.id}`)).status).toBe(200);
  });

  test('makes no other, and outlives no deletion of its own by another', async () => {
    const { program } = await made(admin, { name: 'parent' });
    expect(await refusal(program, 'POST', '', { name: 'child' })).toBe('403 interactive_only');
  });

  test('has a name of its own', async () => {
    await made(alice, { name: 'twice' });
    expect(await refusal(alice, 'POST', '', { name: 'twice' })).toBe('409 name_taken');
    await made(await cloud.login('bob'), { name: 'twice' });
  });

  test.each([
    {},
    { name: '' },
    { name: 5 },
    { name: 'x', valid_for_days: 0 },
    { name: 'x', valid_for_days: 9999 },
    { name: 'x', menus: 'all' },
    { name: 'x', roles: [5] },
  ])('is refused for %j', async (request) => {
    expect((await call(alice, 'POST', '', request)).status).toBe(400);
  });

  test('can not be for a project where the caller has no role', async () => {
    expect(await refusal(alice, 'POST', '', { name: 'x', project: 'none' })).toBe('404 project_not_found');
    expect(await refusal(alice, 'POST', '', { name: 'x', roles: ['admin'] })).toBe('403 beyond_reach');
  });
});

describe('a list', () => {
  test('shows everybody else only to administrators', async () => {
    await made(alice, { name: 'listed' });
    const users = async (client: NanoClient, query: string) =>
      new Set((await call(client, 'GET', query)).body.api_tokens.map(({ user }: Json) => user));
    expect(await users(admin, '?all=true')).toContain('alice');
    expect(await users(admin, '')).not.toContain('alice');
    expect(await users(alice, '?all=true')).toEqual(new Set(['alice']));
    expect(await refusal(alice, 'GET', '?all=maybe')).toBe('400 bad_request');
    expect((await call(cloud.nobody, 'GET')).status).toBe(401);
  });
});
