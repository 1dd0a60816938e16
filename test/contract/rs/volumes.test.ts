import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, type RsParts, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let parts: RsParts;
let project = '';
let other = '';
const nobody = '11111111-2222-4333-8444-555555555555';
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
  project = await makeProject('volumes');
  other = await makeProject('others');
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

async function makeProject(name: string): Promise<string> {
  return (await admin.succeed('POST', '/projects/', { project: { name, ...parts, on_release: 'keep' } }))
    .project.id;
}

async function makeVolume(more: object = {}): Promise<string> {
  const volume = { size: 1, project_id: project, ...more };
  return (await admin.succeed('POST', '/volumes/', { volume })).volume.id;
}

async function makeServer(name: string, more: object = {}): Promise<string> {
  const server = { name, project_id: project, ...more };
  const [{ id }] = (await admin.succeed('POST', '/servers/', { server })).servers;
  await poll('it runs', async () => (await osServer(id)).status === 'ACTIVE');
  return id;
}

const osServer = async (id: string): Promise<Json> =>
  (await admin.succeed('GET', `/servers/${id}?with_os_object=1`)).server.os_server;
const volumeOf = async (id: string): Promise<Json> => (await admin.succeed('GET', `/volumes/${id}`)).volume;

/** Accepted, done, and then in that state. */
async function ended(method: string, path: string, body?: object): Promise<Json> {
  const answer = await admin.call(method, path, body);
  expect([path, answer.status]).toEqual([path, 202]);
  let task: Json;
  await poll('the task has ended', async () => {
    task = await admin.succeed('GET', `/tasks/${answer.body.task_id}`);
    return ['SUCCESS', 'FAILURE'].includes(task.status);
  });
  return task;
}

const attach = (server: string, volume_id: string) =>
  ended('POST', `/servers/${server}/volumes`, { volume_id });

test('a volume is made, listed, renamed, enlarged and deleted', async () => {
  const id = await makeVolume({ name: 'data', description: 'of the test', size: '2' });
  expect(await volumeOf(id)).toMatchObject({
    id,
    name: 'data',
    description: 'of the test',
    size: 2,
    status: 'available',
    volume_type: 'local',
    project_id: project,
    attachments: [],
  });
  const { volume_types: types } = await admin.succeed('GET', '/volume-types/');
  expect((await volumeOf(id)).volume_type_id).toBe(types[0].id);
  const { volume } = await admin.succeed('PUT', `/volumes/${id}`, { volume: { name: 'more', size: 3 } });
  expect(volume).toMatchObject({ name: 'more', size: 3, description: 'of the test' });
  expect(await admin.fail('PUT', `/volumes/${id}`, { volume: { size: 2 } })).toBe('400 9');
  expect(await admin.fail('PUT', `/volumes/${id}`, { volume: { size: 1_000_000 } })).toBe('400 9');
  const inProject = (await admin.succeed('GET', `/volumes/?project_id=${project}`)).volumes;
  expect(inProject.map((one: Json) => one.id)).toContain(id);
  expect((await admin.succeed('GET', `/volumes/?project_id=${other}`)).volumes).toEqual([]);
  expect((await admin.call('DELETE', `/volumes/${id}`)).status).toBe(204);
  expect(await admin.fail('GET', `/volumes/${id}`)).toBe('404 1');
});

test('what is no volume is told', async () => {
  const send = (volume: object) => admin.fail('POST', '/volumes/', { volume });
  expect(await send({ size: 0, project_id: project })).toBe('400 9');
  expect(await send({ project_id: project })).toBe('400 9');
  expect(await send({ size: 1, project_id: nobody })).toBe('404 1');
  expect(await send({ size: 1, project_id: project, volume_type: 'nothing' })).toBe('400 9');
  expect(await admin.fail('DELETE', `/volumes/${nobody}`)).toBe('404 1');
  expect(await admin.fail('PUT', `/volumes/${nobody}`, { volume: { size: 1 } })).toBe('404 1');
});

test('a volume goes from desktop to desktop, and from cell to cell, and outlives them', async () => {
  const [first, second] = [await makeServer('first'), await makeServer('second')];
  const id = await makeVolume();
  expect(await attach(first, id)).toMatchObject({ status: 'SUCCESS', name: 'attach-volume' });
  expect(await volumeOf(id)).toMatchObject({
    status: 'in-use',
    attachments: [{ server_id: first, volume_id: id }],
  });
  expect((await osServer(first))['os-extended-volumes:volumes_attached']).toEqual([{ id }]);
  expect(await admin.fail('POST', `/servers/${second}/volumes`, { volume_id: id })).toBe('409 1');
  expect(await admin.fail('DELETE', `/volumes/${id}`)).toBe('409 1');
  expect(await admin.fail('DELETE', `/servers/${second}/volumes/${id}`)).toBe('404 1');
  expect(await ended('PUT', `/volumes/${id}`, { volume: { size: 2 } })).toMatchObject({ status: 'SUCCESS' });
  expect((await volumeOf(id)).size).toBe(2);
  const detached = await ended('DELETE', `/servers/${first}/volumes/${id}`);
  expect(detached).toMatchObject({ status: 'SUCCESS' });
  expect(await volumeOf(id)).toMatchObject({ status: 'available', attachments: [] });
  const cells = [await osServer(first), await osServer(second)].map((one) => one['OS-EXT-SRV-ATTR:host']);
  expect(new Set(cells).size).toBe(2);
  await attach(second, id);
  const nano = await cloud.login('admin');
  const seen = await nano.call('POST', `/instances/${second}/snapshots/`, { name: 'one', description: '' });
  expect(seen).toMatchObject({ error_code: 500, message: expect.stringContaining('volumes attached') });
  const rebuilt = await ended('POST', `/servers/${second}/actions/rebuild`);
  expect(rebuilt).toMatchObject({ status: 'SUCCESS' });
  expect((await volumeOf(id)).attachments).toMatchObject([{ server_id: second }]);
  await ended('DELETE', `/servers/${second}`);
  expect(await volumeOf(id)).toMatchObject({ status: 'available', size: 2 });
  expect(await ended('PUT', `/volumes/${id}`, { volume: { size: 3 } })).toMatchObject({ status: 'SUCCESS' });
  expect(await ended('DELETE', `/volumes/${id}`)).toMatchObject({ status: 'SUCCESS' });
  expect(await admin.fail('GET', `/volumes/${id}`)).toBe('404 1');
});

test('one of many who ask at once gets the volume', async () => {
  const servers = await Promise.all(['race-1', 'race-2', 'race-3'].map((name) => makeServer(name)));
  const id = await makeVolume();
  const answers = await Promise.all(
    servers.map((server) => admin.call('POST', `/servers/${server}/volumes`, { volume_id: id })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
});

test('a volume of another project is none of this one, and others may do nothing', async () => {
  const server = await makeServer('apart');
  const id = await makeVolume({ project_id: other });
  expect(await admin.fail('POST', `/servers/${server}/volumes`, { volume_id: id })).toBe('404 1');
  const bob = await rsUser(cloud, 'bob');
  expect(await bob.fail('GET', '/volumes/')).toBe('403 1');
  expect(await bob.fail('GET', '/volume-assignments/')).toBe('403 1');
  expect(await bob.fail('DELETE', `/volumes/${id}`)).toBe('403 1');
  expect(await admin.fail('DELETE', `/projects/${other}`)).toBe('409 1');
  expect((await admin.call('DELETE', `/projects/${other}?force=1`)).status).toBe(204);
  expect(await admin.fail('GET', `/volumes/${id}`)).toBe('404 1');
});

test('quirk: assignments have numbers for ids, keys with a dash, and a bare body', async () => {
  const [alice, bob] = [await addMember(cloud, 'alice', project), await addMember(cloud, 'bob', project)];
  const volume_id = await makeVolume();
  const body = { user_id: alice, project_id: project, volume_id };
  const made = (await admin.succeed('POST', '/volume-assignments/', body))['volume-assignment'];
  expect(made).toEqual({ ...body, id: expect.any(Number) });
  expect(await admin.fail('POST', '/volume-assignments/', body)).toBe('409 1');
  const send = (change: object) => admin.fail('POST', '/volume-assignments/', { ...body, ...change });
  expect(await send({ user_id: nobody })).toBe('404 1');
  expect(await send({ project_id: nobody })).toBe('404 1');
  expect(await send({ user_id: bob, volume_id: nobody })).toBe('404 1');
  expect(await send({ volume_id: 5 })).toBe('400 9');
  const one = await admin.succeed('GET', `/volume-assignments/${made.id}`);
  expect(one).toEqual({ 'volume-assignment': made });
  const listed = async (query: string): Promise<Json[]> =>
    (await admin.succeed('GET', `/volume-assignments/${query}`))['volume-assignments'];
  expect(await listed('')).toEqual([made]);
  expect(await listed(`?user_id__in=${alice},${bob}`)).toEqual([made]);
  expect(await listed(`?user_id__ne=${alice}`)).toEqual([]);
  expect(await listed(`?volume_id=${volume_id.replaceAll('-', '')}`)).toEqual([made]);
  expect(await listed(`?project_id=${nobody}`)).toEqual([]);
  expect(await admin.fail('GET', '/volume-assignments/?id__in=5')).toBe('400 9');
  expect(await admin.fail('GET', '/volume-assignments/999')).toBe('404 1');
  expect(await admin.fail('GET', '/volume-assignments/none')).toBe('404 1');
  expect(await admin.fail('DELETE', `/volumes/${volume_id}`)).toBe('409 1');
  expect((await admin.call('DELETE', `/volume-assignments/${made.id}`)).status).toBe(204);
  expect(await admin.fail('DELETE', `/volume-assignments/${made.id}`)).toBe('404 1');
  expect(await volumeOf(volume_id)).toMatchObject({ status: 'available' });
});

test('a user who gives his desktop back, or goes, gives back his volume; a data disk of the desktop stays', async () => {
  const carol = await addMember(cloud, 'carol', project);
  const server = await makeServer('of-carol', { users: [carol] });
  const [own, shared] = [await makeVolume(), await makeVolume()];
  const assignment = { user_id: carol, project_id: project, volume_id: own };
  await admin.succeed('POST', '/volume-assignments/', assignment);
  await attach(server, own);
  await attach(server, shared);
  expect((await admin.call('DELETE', `/servers/${server}/users/${carol}`)).status).toBe(204);
  await poll('his volume is free', async () => (await volumeOf(own)).status === 'available');
  expect((await volumeOf(shared)).attachments).toMatchObject([{ server_id: server }]);

  await attach(server, own);
  await (await identityAdmin(cloud)).succeed('PATCH', `/users/${carol}`, { user: { enabled: false } });
  await poll('it is free again', async () => (await volumeOf(own)).status === 'available', 30_000);
  await (await identityAdmin(cloud)).succeed('DELETE', `/users/${carol}`);
  const left = await admin.succeed('GET', `/volume-assignments/?volume_id=${own}`);
  expect(left['volume-assignments']).toEqual([]);
});
