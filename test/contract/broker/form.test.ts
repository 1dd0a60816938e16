/** What needs no desktop: bodies, texts, who is refused and how. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BrokerClient, numberOf } from '../../support/broker-client.ts';
import { type ControlPlane, startControlPlane, testPassword } from '../../support/control-plane.ts';
import { DesktopMaker } from '../../support/desktop-project.ts';
import { IdentityClient, identityAdmin } from '../../support/identity-client.ts';

let cloud: ControlPlane;
let desks: DesktopMaker;
beforeAll(async () => {
  cloud = await startControlPlane();
  desks = await DesktopMaker.start(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const client = (user: string) => new BrokerClient(cloud.broker, user);

test('malformed requests name what is wrong with them, and no password', async () => {
  const alice = client('alice');
  const broken = await alice.call('POST', '/request-vm', '{"user": ');
  expect(broken.body.error).toMatchObject({ code: 9, message: 'Invalid request body.' });
  for (const [path, body, field] of [
    ['/request-vm', { user_domain_name: undefined }, 'user_domain_name'],
    ['/request-vm', { conn_type: 'telnet' }, 'conn_type'],
    ['/request-vm/', { ip_address: 'here' }, 'ip_address'],
    ['/request-vm/', { password: 4711 }, 'password'],
    ['/server-remove-user/', {}, 'instance_id'],
    ['/change-password/', { new_password: '' }, 'new_password'],
    ['/get-vm/', {}, 'request'],
  ] as const) {
    const { status, body: answer } = await alice.ask(path, body);
    expect([path, status, answer.error.code, Object.keys(answer.error.data.errors)]).toEqual([
      path,
      400,
      9,
      [field],
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/4711|Secret-2024/);
  }
  for (const [method, path] of [
    ['GET', '/request-vm/'],
    ['POST', '/request-vms/'],
    ['POST', '/get-vm/more'],
  ] as const)
    expect([path, numberOf(await alice.call(method, path, method === 'GET' ? undefined : {}))]).toEqual([
      path,
      9,
    ]);
});

test('who is not known is refused as who does not know his password', async () => {
  const wrong = { password: 'Wrong-2024' };
  for (const path of ['/request-vm/', '/get-projects/', '/server-remove-user/', '/change-password/']) {
    const more = { instance_id: 'x', new_password: 'Another-2024' };
    const known = await client('alice').ask(path, { ...more, ...wrong });
    const unknown = await client('nobody').ask(path, { ...more, ...wrong });
    expect([path, numberOf(known), unknown.body]).toEqual([path, 6, known.body]);
    expect(await client('alice').refusal(path, { ...more, user_domain_name: 'elsewhere' })).toBe(15);
  }
  expect(await client('alice').refusal('/request-vm/', { project_domain_name: 'elsewhere', ...wrong })).toBe(
    15,
  );
});

test('a client that prefers Russian is told in Russian', async () => {
  const headers = { 'Accept-Language': 'ru-RU,ru;q=0.9,en;q=0.8' };
  const { body } = await client('alice').ask('/request-vm/', { user_domain_name: 'there' }, headers);
  expect(body.error).toEqual({ code: 15, message: 'Домен there не найден.', data: { domain_name: 'there' } });
  const usual = await client('alice').ask(
    '/request-vm/',
    { user_domain_name: 'there' },
    { 'Accept-Language': 'de' },
  );
  expect(usual.body.error.message).toBe('Domain there not found.');
});

test('pages of other origins read the token', async () => {
  const headers = { Origin: 'https://desktops.example.org' };
  const answer = await client('alice').ask('/get-projects/', {}, headers);
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(headers.Origin);
  expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('X-Auth-Token');
  const asked = await fetch(`${cloud.broker}/v1/request-vm/`, { method: 'OPTIONS', headers });
  expect([asked.status, asked.headers.get('Access-Control-Allow-Headers')]).toEqual([
    204,
    expect.stringContaining('Authorization'),
  ]);
});

test('the projects of a user are the enabled desktop projects on which he has a role, by name', async () => {
  const before = await client('carol').ask('/get-projects/');
  expect(before.body).toEqual({ projects: [] });
  expect(await client('carol').refusal('/request-vm/')).toBe(5);
  const { name: one } = await desks.project(['carol']);
  const { name: two } = await desks.project(['carol', 'bob']);
  const { id: off } = await desks.project(['carol']);
  await desks.admin.succeed('PUT', `/projects/${off}`, { project: { enabled: false } });
  expect((await client('carol').ask('/get-projects')).body).toEqual({ projects: [one, two].sort() });
  expect(await client('carol').refusal('/request-vm/', { auth_tenant: 'admin' })).toBe(8);
  expect(await client('carol').refusal('/request-vm/', { auth_tenant: 'unknown' })).toBe(5);
  expect(await client('bob').refusal('/request-vm/', { auth_tenant: one })).toBe(5);
  const { body } = await client('bob').ask('/request-vm/', { auth_tenant: one });
  expect(body.error.data).toEqual({ domain_name: 'Default' });
});

test('a token of the identity API serves in place of the password, and no other does', async () => {
  const { name } = await desks.project(['dave']);
  const { token } = await new IdentityClient(cloud.identity).login('dave');
  const answer = await client('dave').call('POST', '/request-vm/', { token, auth_tenant: name });
  expect([answer.status, answer.headers.get('X-Auth-Token')]).toEqual([200, token]);
  expect(numberOf(await client('dave').call('POST', '/request-vm/', { token: 'wrong' }))).toBe(24);
  const request = { id: answer.body.request_id, token };
  // There is no cell in this cloud.
  const { body } = await client('dave').ended(request);
  expect(body.error).toMatchObject({ code: 12, data: { project_name: name } });
});

test('the token of an answer is one of the identity API, for the project', async () => {
  const { name, id } = await desks.project(['erin']);
  const { token } = await client('erin').request({ auth_tenant: name });
  const living = await new IdentityClient(cloud.identity, token).call('GET', '/auth/tokens', undefined, {
    'X-Subject-Token': token,
  });
  expect(living.body.token.project).toMatchObject({ id, name });
});

test('a user changes his password, and what he had ends', async () => {
  const { token } = await new IdentityClient(cloud.identity).login('frank');
  const weak = await client('frank').ask('/change-password/', { new_password: 'weak' });
  expect([numberOf(weak), Object.keys(weak.body.error.data.errors)]).toEqual([9, ['new_password']]);
  const next = 'Changed-2024';
  const changed = await client('frank').ask('/change-password/', { new_password: next });
  expect(changed.body).toEqual({ message: "Password successfully changed for user 'frank'" });
  expect(await client('frank').refusal('/get-projects/')).toBe(6);
  expect((await client('frank').ask('/get-projects/', { password: next })).status).toBe(200);
  expect(numberOf(await client('frank').call('POST', '/request-vm', { token }))).toBe(24);
});

test('a user who is disabled is refused like a stranger', async () => {
  const identity = await identityAdmin(cloud);
  const { users } = await identity.succeed('GET', '/users?name=bob');
  const { token } = await new IdentityClient(cloud.identity).login('bob');
  await identity.succeed('PATCH', `/users/${users[0].id}`, { user: { enabled: false } });
  expect(await client('bob').refusal('/get-projects/')).toBe(6);
  expect(numberOf(await client('bob').call('POST', '/request-vm', { token }))).toBe(24);
});

test('guessing is slowed, with the number of a wrong password', async () => {
  const guess = () => client('admin').ask('/get-projects/', { password: 'Wrong-2024' });
  const answers = await Promise.all(Array.from({ length: 12 }, guess));
  expect(answers.map(numberOf)).toEqual(Array.from({ length: 12 }, () => 6));
  const right = await client('admin').ask('/get-projects/', { password: testPassword });
  expect([numberOf(right), Number(right.headers.get('Retry-After'))]).toEqual([6, expect.any(Number)]);
  expect(Number(right.headers.get('Retry-After'))).toBeGreaterThan(0);
});
