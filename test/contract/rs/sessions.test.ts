import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let alice: RsClient;
let bob: RsClient;
const ids = { project: '', alice: '', bob: '', first: '', second: '' };
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  admin = await rsAdmin(cloud);
  const body = { name: 'shared', ...(await rsParts(cloud)), operation_mode: '2', on_release: 'keep' };
  ids.project = (await admin.succeed('POST', '/projects/', { project: body })).project.id;
  ids.alice = await addMember(cloud, 'alice', ids.project);
  ids.bob = await addMember(cloud, 'bob', ids.project);
  const scope = { project: { name: 'shared', domain: { name: 'Default' } } };
  alice = await rsUser(cloud, 'alice', scope);
  bob = await rsUser(cloud, 'bob', scope);
  const server = { name: 'seat', count: 2, project_id: ids.project, users: [ids.alice] };
  const { servers } = await admin.succeed('POST', '/servers/', { server });
  [ids.first, ids.second] = servers.map(({ id }: Json) => id);
  await poll('both run', async () => {
    const { statistics } = await admin.succeed('GET', `/projects/${ids.project}/statistics`);
    return statistics.active_trs_servers === 2;
  });
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const open = async (client: RsClient, instance_id: string, more: object = {}): Promise<Json> =>
  (await client.succeed('POST', '/sessions/', { session: { instance_id, ...more } })).session;

test('a user opens a session on a desktop of his', async () => {
  const about = { conn_type: 'web', client_ip: '192.168.0.2', client_os: 'Ubuntu', client_info: 'RSclient' };
  const { status, body } = await alice.call('POST', '/sessions/', {
    session: { instance_id: ids.first.replaceAll('-', ''), ...about },
  });
  expect(status).toBe(201);
  expect(body.session).toEqual({
    instance_id: ids.first,
    session_id: expect.any(String),
    user_id: ids.alice,
    user_name: 'alice',
    connection: 'web',
    connection_type: 'web',
    closed_at: null,
    client_ip: '192.168.0.2',
    client_os: 'Ubuntu',
    client_info: 'RSclient',
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  });
  const again = await open(alice, ids.first);
  const { sessions } = await admin.succeed('GET', `/sessions/?instance_id=${ids.first}`);
  expect(sessions.map((one: Json) => [one.session_id, one.closed_at !== null])).toEqual(
    expect.arrayContaining([
      [again.session_id, false],
      [body.session.session_id, true],
    ]),
  );
});

test('not on another one', async () => {
  expect(await bob.fail('POST', '/sessions/', { session: { instance_id: ids.first } })).toBe('403 1');
  const unknown = '11111111-2222-4333-8444-555555555555';
  expect(await bob.fail('POST', '/sessions/', { session: { instance_id: unknown } })).toBe('404 1');
  for (const wrong of [{ conn_type: 'rdp' }, { client_ip: 'here' }])
    expect(await alice.fail('POST', '/sessions/', { session: { instance_id: ids.first, ...wrong } })).toBe(
      '400 9',
    );
  expect(await alice.fail('POST', '/sessions/', { instance_id: ids.first })).toBe('400 9');
});

test('sessions are found and counted', async () => {
  await open(alice, ids.second, { connection_type: 'ssh' });
  await open(alice, ids.second, { conn_type: 'client' });
  const count = async (query: string) => (await admin.succeed('GET', `/sessions/count?${query}`)).count;
  expect(await count(`instance_id=${ids.second}`)).toBe(2);
  expect(await count(`instance_id=${ids.second}&last=true`)).toBe(1);
  expect(await count(`instance_id__nin=${ids.second}&user_name__startswith=al`)).toBeGreaterThan(0);
  expect(await count('instance_name=seat-2&connection_type=ssh')).toBe(1);
  expect(await count('instance_name=seat-2&connection=web')).toBe(0);
  expect(await count(`project_id=${ids.alice}`)).toBe(0);
  expect(await admin.fail('GET', '/sessions/?connection_type=rdp')).toBe('400 9');
  expect(await admin.fail('GET', '/sessions/?project_id__in=a')).toBe('400 9');
  const { sessions } = await bob.succeed('GET', `/sessions/?instance_id=${ids.second}&last=1`);
  expect(sessions.map(({ connection }: Json) => connection)).toEqual(['client']);
});

test('a session is closed by its user, by an administrator, or with the desktop that its user loses', async () => {
  const first = await open(alice, ids.first);
  expect(await bob.fail('DELETE', `/sessions/${first.session_id}`)).toBe('404 1');
  expect((await alice.call('DELETE', `/sessions/${first.session_id}`)).status).toBe(204);
  expect((await alice.call('DELETE', `/sessions/${first.session_id}`)).status).toBe(204);
  const second = await open(alice, ids.first);
  const close = { session: { closed_at: second.created_at } };
  const { session } = await admin.succeed('PUT', `/sessions/${second.session_id}`, close);
  expect(session.closed_at).toBe(second.created_at);
  const third = await open(alice, ids.first);
  const future = { session: { closed_at: '2999-01-01T00:00:00' } };
  expect(await admin.fail('PUT', `/sessions/${third.session_id}`, future)).toBe('400 9');
  await admin.succeed('DELETE', `/servers/${ids.first}/users/${ids.alice}`);
  const { sessions } = await admin.succeed('GET', `/sessions/?instance_id=${ids.first}`);
  expect(sessions.filter((one: Json) => one.closed_at === null)).toEqual([]);
});

test('without a token nothing is told', async () => {
  const stranger = await rsUser(cloud, 'carol');
  expect(await stranger.fail('GET', '/sessions/')).toBe('403 1');
  expect((await fetch(`${cloud.rs}/v1/sessions/`)).status).toBe(401);
});
