import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../../control-plane/src/store/index.ts';
import { systemClock } from '../../../control-plane/src/system/clock.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { sampleGuest } from '../../support/domain-samples.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, RsClient, type RsParts, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let parts: RsParts;
let rounds = 0;
let projectId: string;
let people: Record<string, string>;

beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
});
afterAll(() => cloud[Symbol.asyncDispose]());
beforeEach(() => begin('1'));

/** A project with alice, bob and carol, and an administrator who is no user of it. */
async function begin(mode: string): Promise<void> {
  rounds += 1;
  const project = { name: `round-${rounds}`, operation_mode: mode, ...parts };
  projectId = (await admin.succeed('POST', '/projects/', { project })).project.id;
  people = {};
  for (const name of ['carol', 'alice', 'bob']) people[name] = await addMember(cloud, name, projectId);
  await addMember(cloud, 'dave', projectId, 'admin');
}

/** Ready desktops, the oldest first. */
async function desktops(count: number, holder?: { kind: 'user' | 'group'; id: string }): Promise<string[]> {
  const store = await openStore({ path: cloud.databasePath, clock: systemClock });
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const [launchIndex, id] of ids.entries()) {
    const createdAtMs = Date.now() + launchIndex;
    await store.guests.insert(sampleGuest({ id, name: id, projectId, phase: 'ready' }));
    const about = { name: id, description: '', reservationId: 'r-abcdefgh' };
    await store.desktops.insertServer({
      maintenance: null,
      ...about,
      id,
      projectId,
      state: 'ready',
      origin: 'reserve',
      launchIndex,
      createdAtMs,
    });
    if (holder) await store.desktops.assign({ serverId: id, projectId, holder, createdAtMs });
  }
  await store[Symbol.asyncDispose]();
  return ids;
}

async function allocate(): Promise<Json> {
  const path = `/projects/${projectId}/actions/auto-allocate-users`;
  const { status, body } = await admin.call('POST', path);
  expect(status).toBe(202);
  const task = () => admin.succeed('GET', `/tasks/${body.task_id}`);
  await poll('the task ends', async () => ['SUCCESS', 'FAILURE'].includes((await task()).status));
  const ended = await task();
  expect(ended).toMatchObject({ status: 'SUCCESS', name: 'auto-allocate-users' });
  return ended.result;
}

test('each user gets the next free desktop in the order of names, and asking again changes nothing', async () => {
  const [first, second] = await desktops(2);
  const { alice = '', bob = '', carol } = people;
  expect(await allocate()).toEqual({
    allocated: { [alice]: first, [bob]: second },
    unallocated: [carol],
  });
  expect(await allocate()).toEqual({ allocated: {}, unallocated: [carol] });
  const { statistics } = await admin.succeed('GET', `/projects/${projectId}/statistics`);
  expect(statistics).toMatchObject({
    occupied_trs_servers: 2,
    free_trs_servers: 0,
    simultaneous_trs_servers: 0,
  });
});

test('who has one, himself or by a group, or is disabled gets none', async () => {
  const keystone = await identityAdmin(cloud);
  const { alice = '', bob = '', carol = '' } = people;
  const group = { name: `round-${rounds}`, domain_id: 'default' };
  const groupId = (await keystone.succeed('POST', '/groups', { group })).group.id;
  await keystone.succeed('PUT', `/groups/${groupId}/users/${bob}`);
  await desktops(1, { kind: 'user', id: alice });
  await desktops(1, { kind: 'group', id: groupId });
  await desktops(1);
  await keystone.succeed('PATCH', `/users/${carol}`, { user: { enabled: false } });
  expect(await allocate()).toEqual({ allocated: {}, unallocated: [] });
  await keystone.succeed('PATCH', `/users/${carol}`, { user: { enabled: true } });
  expect(Object.keys((await allocate()).allocated)).toEqual([carol]);
});

test('in the simultaneous mode all are spread over the desktops', async () => {
  await begin('2');
  const [first = '', second = ''] = await desktops(2);
  const { allocated, unallocated } = await allocate();
  expect(unallocated).toEqual([]);
  expect(Object.values(allocated).sort()).toEqual([first, first, second].sort());
});

test('asked for by many at once, each user gets one', async () => {
  await desktops(5);
  const path = `/projects/${projectId}/actions/auto-allocate-users/`;
  const answers = await Promise.all(Array.from({ length: 10 }, () => admin.call('POST', path)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  await poll('all have one', async () => {
    const { statistics } = await admin.succeed('GET', `/projects/${projectId}/statistics`);
    return statistics.occupied_trs_servers === 3;
  });
  expect(await allocate()).toEqual({ allocated: {}, unallocated: [] });
});

test('is for administrators of the project', async () => {
  const path = `/projects/${projectId}/actions/auto-allocate-users`;
  const alice = await rsUser(cloud, 'alice', { project: { id: projectId } });
  expect(await alice.fail('POST', path)).toBe('403 1');
  expect(await new RsClient(cloud.rs).fail('POST', path)).toBe('401 24');
  expect(await admin.fail('POST', '/projects/none/actions/auto-allocate-users')).toBe('404 1');
});
