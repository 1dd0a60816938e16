import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, type RsParts, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let parts: RsParts;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

const nobody = '11111111-2222-4333-8444-555555555555';
let projects = 0;

async function project(change: object = {}): Promise<string> {
  projects += 1;
  const body = { name: `project-${projects}`, ...parts, ...change };
  return (await admin.succeed('POST', '/projects/', { project: body })).project.id;
}

async function create(projectId: string, name: string, more: object = {}): Promise<string[]> {
  const server = { name, project_id: projectId, ...more };
  const { servers } = await admin.succeed('POST', '/servers/', { server });
  return servers.map(({ id }: Json) => id);
}

async function osServer(id: string): Promise<Json> {
  return (await admin.succeed('GET', `/servers/${id}?with_os_object=true`)).server.os_server;
}

async function reach(id: string, status: string): Promise<Json> {
  let seen: Json;
  await poll(`${id} is ${status}`, async () => {
    seen = await osServer(id);
    return seen.status === status && seen['OS-EXT-STS:task_state'] === null;
  });
  return seen;
}

async function one(name: string, change: object = {}, more: object = {}) {
  const projectId = await project(change);
  const [id = ''] = await create(projectId, name, more);
  await reach(id, 'ACTIVE');
  return { projectId, id };
}

test('several desktops are made at once, in the project of the token', async () => {
  const projectId = await project({ instance_init_script: 'IyEvYmluL3NoCmVjaG8gaGVsbG8K' });
  await addMember(cloud, 'admin', projectId, 'admin');
  const name = (await admin.succeed('GET', `/projects/${projectId}?with_os_object=1`)).project.os_project
    .name;
  const scope = { project: { name, domain: { name: 'Default' } } };
  const scoped = await rsUser(cloud, 'admin', scope);
  const body = { server: { name: 'several', count: '2', description: 'about' } };
  const { status, body: made } = await scoped.call('POST', '/servers', body);
  expect(status).toBe(201);
  expect(made).toEqual({
    servers: [{ id: expect.any(String) }, { id: expect.any(String) }],
    reservation_id: expect.stringMatching(/^r-[0-9a-z]{8}$/),
  });
  const [first, second] = made.servers.map(({ id }: Json) => id);
  const seen = await reach(second, 'ACTIVE');
  expect(seen).toMatchObject({
    id: second,
    name: 'several-2',
    description: 'about',
    tenant_id: projectId,
    tags: ['trs'],
    status: 'ACTIVE',
    progress: 0,
    'OS-EXT-STS:vm_state': 'active',
    'OS-EXT-STS:power_state': 1,
    'OS-EXT-SRV-ATTR:reservation_id': made.reservation_id,
    'OS-EXT-SRV-ATTR:launch_index': 1,
    'OS-EXT-SRV-ATTR:host': expect.stringMatching(/^cell-/),
    flavor: { vcpus: 1, ram: 64, disk: 1 },
    image: { id: parts.image_id },
  });
  await reach(first, 'ACTIVE');
  const { statistics } = await admin.succeed('GET', `/projects/${projectId}/statistics`);
  expect(statistics).toMatchObject({
    created_servers: 2,
    created_trs_servers: 2,
    active_trs_servers: 2,
    error_trs_servers: 0,
    free_trs_servers: 2,
    occupied_trs_servers: 0,
  });
  expect(await admin.fail('DELETE', `/projects/${projectId}`)).toBe('409 1');
});

test('what can not be made is refused', async () => {
  const projectId = await project();
  const send = (server: object) => admin.fail('POST', '/servers/', { server });
  expect(await send({ project_id: projectId })).toBe('400 9');
  expect(await send({ name: 'x'.repeat(246), project_id: projectId })).toBe('400 9');
  expect(await send({ name: 'a', count: 0, project_id: projectId })).toBe('400 9');
  expect(await send({ name: 'a', project_id: nobody })).toBe('404 1');
  expect(await send({ name: 'a', project_id: projectId, users: [nobody] })).toBe('404 1');
  expect(await send({ name: 'not-trs' })).toBe('400 8');
  await create(projectId, 'taken');
  expect(await send({ name: 'taken', project_id: projectId })).toBe('409 1');
  const much = { name: 'much', vcpus: 1, ram: 32 * 1024, disk: 1 };
  const { flavor } = await admin.succeed('POST', '/flavors/', { flavor: much });
  const large = await project({ flavor_id: flavor.id });
  expect(await send({ name: 'large', count: 40, project_id: large })).toBe('403 12');
  expect((await admin.succeed('GET', `/servers/?project_id=${large}`)).servers).toEqual([]);
});

test('any name serves, and a desktop goes with its guest', async () => {
  const projectId = await project();
  const [id = ''] = await create(projectId, 'a name with spaces, ünd more');
  const seen = await reach(id, 'ACTIVE');
  expect(seen).toMatchObject({
    name: 'a name with spaces, ünd more',
    'OS-EXT-SRV-ATTR:hostname': `a-name-with-spaces-nd-more-${id.slice(0, 8)}`,
  });
  const { status, body } = await admin.call('DELETE', `/servers/${id}`);
  expect([status, Object.keys(body)]).toEqual([202, ['task_id']]);
  await poll('it is gone', async () => (await admin.call('GET', `/servers/${id}`)).status === 404);
  expect(await admin.succeed('GET', `/tasks/${body.task_id}`)).toMatchObject({ status: 'SUCCESS' });
  await admin.succeed('DELETE', `/projects/${projectId}`);
});

test('users and groups get desktops from both sides, and their history stays', async () => {
  const { projectId, id } = await one('assigned', { on_release: 'keep' });
  const alice = await addMember(cloud, 'alice', projectId);
  const bob = await addMember(cloud, 'bob', projectId);
  const hex = bob.replaceAll('-', '');
  await admin.succeed('POST', `/servers/${id}/users/`, { users: [alice, alice] });
  await admin.succeed('POST', `/servers/${id}/users`, { users: [alice] });
  expect(await admin.fail('POST', `/servers/${id}/users/`, { users: [bob, nobody] })).toBe('404 1');
  expect(await admin.succeed('GET', `/servers/${id}/users/`)).toEqual({ users: [{ id: alice }] });
  expect((await admin.call('POST', `/users/${hex}/servers/`, { servers: [id] })).status).toBe(204);
  expect(await admin.fail('POST', `/users/${bob}/servers/`, { servers: [id, nobody] })).toBe('404 1');
  expect((await admin.succeed('GET', `/servers/${id}`)).server).toEqual({
    id,
    project_id: projectId,
    assigned: true,
    users: expect.arrayContaining([alice, bob]),
    groups: [],
  });
  const name = `project-${projects}`;
  expect(await admin.succeed('GET', `/users/${bob}/servers/`)).toEqual({
    servers: [{ instance_id: id, project_id: projectId, project_name: name }],
  });
  const put = await admin.succeed('PUT', `/servers/${id}`, { server: { users: [bob] } });
  expect(put.server).toMatchObject({ users: [bob], groups: [], assigned: true });
  expect(await admin.fail('DELETE', `/servers/${id}/users/${alice}`)).toBe('404 1');
  expect((await admin.call('DELETE', `/servers/${id}/users/${bob}`)).status).toBe(204);
  expect((await admin.succeed('GET', `/servers/${id}`)).server.assigned).toBe(false);
  const { assignments } = await admin.succeed('GET', `/servers/${id}/assignments`);
  const events = assignments.map(({ action, user_id }: Json) => [action, user_id]);
  expect(events).toEqual([
    ['unassigned', bob],
    ['unassigned', alice],
    ['assigned', bob],
    ['assigned', alice],
  ]);
});

test('lists are filtered', async () => {
  const projectId = await project({ on_release: 'keep' });
  const alice = await addMember(cloud, 'alice', projectId);
  const [held = '', free = ''] = await create(projectId, 'listed', { count: 2 });
  await admin.succeed('POST', `/servers/${held}/users/`, { users: [alice] });
  const ids = async (query: string) =>
    (await admin.succeed('GET', `/servers/?${query}`)).servers.map(({ id }: Json) => id);
  expect(await ids(`project_id=${projectId}`)).toEqual([held, free]);
  expect(await ids(`project_id=${projectId}&assigned=True`)).toEqual([held]);
  expect(await ids(`project_id__in=${projectId},x&assigned__ne=true`)).toEqual([free]);
  expect(await ids(`user=${alice}&project_id=${projectId}`)).toEqual([held]);
  expect(await ids('project_id=unknown&unknown=1')).toEqual([]);
  expect(await admin.fail('GET', '/servers/?user__in=a')).toBe('400 9');
  expect(await admin.fail('GET', '/servers/?project_id__like=a')).toBe('400 9');
  expect(await admin.fail('GET', '/servers/?assigned=perhaps')).toBe('400 9');
});

test('who has the role member reads what is in the project, and changes nothing', async () => {
  const { projectId, id } = await one('guarded');
  const { id: foreign } = await one('foreign');
  const alice = await addMember(cloud, 'alice', projectId);
  const scope = { project: { name: (await osProjectName(projectId)) ?? '', domain: { name: 'Default' } } };
  const member = await rsUser(cloud, 'alice', scope);
  expect((await member.succeed('GET', '/servers/')).servers.map((server: Json) => server.id)).toEqual([id]);
  expect((await member.succeed('GET', `/servers/${id}`)).server.id).toBe(id);
  expect(await member.fail('GET', `/servers/${foreign}`)).toBe('404 1');
  const refusals: readonly (readonly [string, string, object?])[] = [
    ['POST', '/servers/', { server: { name: 'mine' } }],
    ['PUT', `/servers/${id}`, { server: { users: [alice] } }],
    ['POST', `/servers/${id}/users/`, { users: [alice] }],
    ['POST', `/users/${alice}/servers/`, { servers: [id] }],
    ['POST', `/servers/${id}/actions/stop`],
    ['DELETE', `/servers/${id}`],
    ['GET', `/servers/${id}/assignments`],
  ];
  for (const [method, path, body] of refusals)
    expect([method, path, await member.fail(method, path, body)]).toEqual([method, path, '403 1']);
  const unscoped = await rsUser(cloud, 'alice');
  expect(await unscoped.fail('GET', '/servers/')).toBe('403 1');
});

async function osProjectName(id: string): Promise<string> {
  return (await admin.succeed('GET', `/projects/${id}?with_os_object=1`)).project.os_project.name;
}

test('desktops are stopped, started and rebuilt', async () => {
  const { id } = await one('power');
  const act = (action: string) => admin.call('POST', `/servers/${id}/actions/${action}`);
  expect((await act('stop?force=true')).status).toBe(202);
  expect(await reach(id, 'SHUTOFF')).toMatchObject({ 'OS-EXT-STS:vm_state': 'stopped' });
  expect(await admin.fail('POST', `/servers/${id}/actions/stop`)).toBe('409 1');
  expect((await act('start')).status).toBe(202);
  await reach(id, 'ACTIVE');
  const { status, body } = await act('rebuild');
  expect(status).toBe(202);
  await poll('it is rebuilt', async () => {
    return (await admin.succeed('GET', `/tasks/${body.task_id}`)).status === 'SUCCESS';
  });
  await reach(id, 'ACTIVE');
  expect((await admin.call('POST', `/servers/${id}/actions/explode`)).status).toBe(404);
});

test.each([
  ['rebuild', 'ACTIVE'],
  ['delete', 'DELETED'],
])('given back by its last user a desktop is cared for: %s', async (policy, end) => {
  const { projectId, id } = await one('given', { on_release: policy });
  const alice = await addMember(cloud, 'alice', projectId);
  await admin.succeed('POST', `/servers/${id}/users/`, { users: [alice] });
  await admin.succeed('DELETE', `/servers/${id}/users/${alice}`);
  if (end === 'DELETED')
    await poll('it is gone', async () => (await admin.call('GET', `/servers/${id}`)).status === 404);
  else {
    await reach(id, 'ACTIVE');
    const nano = await cloud.login('admin');
    const answer = await nano.raw('GET', '/cellar/v1/operations?kind=rebuild-desktop');
    const { operations } = (await answer.json()) as Json;
    expect(operations.map(({ subject }: Json) => subject.id)).toContain(id);
  }
});
