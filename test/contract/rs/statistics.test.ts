import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../control-plane/src/store/index.ts';
import { systemClock } from '../../../control-plane/src/system/clock.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import { type RsClient, rsAdmin, rsParts } from '../../support/rs-client.ts';

let cloud: ControlPlane;
let admin: RsClient;
let projectId: string;
beforeAll(async () => {
  cloud = await startControlPlane();
  admin = await rsAdmin(cloud);
  const project = { name: 'counted', ...(await rsParts(cloud)) };
  projectId = (await admin.succeed('POST', '/projects', { project })).project.id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

interface Desktop {
  readonly error?: boolean;
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
}

async function insert(desktops: readonly Desktop[]): Promise<void> {
  const store = await openStore({ path: cloud.databasePath, clock: systemClock });
  for (const [launchIndex, { error = false, users = [], groups = [] }] of desktops.entries()) {
    const id = randomUUID();
    const state = error ? 'error' : 'building';
    const about = {
      name: `d-${launchIndex}`,
      description: '',
      origin: 'reserve',
      reservationId: 'r-abcdefgh',
    };
    await store.desktops.insertServer({
      maintenance: null,
      id,
      projectId,
      state,
      launchIndex,
      createdAtMs: Date.now(),
      ...about,
      origin: 'reserve',
    });
    const holders = [
      ...users.map((one) => ({ kind: 'user' as const, id: one })),
      ...groups.map((one) => ({ kind: 'group' as const, id: one })),
    ];
    for (const holder of holders)
      await store.desktops.assign({ serverId: id, projectId, holder, createdAtMs: Date.now() });
  }
  await store[Symbol.asyncDispose]();
}

test('whoever has what, the numbers agree', async () => {
  const path = `/projects/${projectId}/statistics`;
  const { users } = await (await identityAdmin(cloud)).succeed('GET', '/users');
  const ids: string[] = users.map(({ id }: { id: string }) => id);
  const desktop = fc.record({
    error: fc.boolean(),
    users: fc.subarray(ids, { maxLength: 3 }),
    groups: fc.subarray(['11111111-2222-4333-8444-555555555555']),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(desktop, { minLength: 1, maxLength: 5 }), async (desktops) => {
      await insert(desktops);
      const { statistics: now } = await admin.succeed('GET', path);
      expect(now.free_trs_servers + now.occupied_trs_servers).toBe(now.created_trs_servers);
      expect(now.simultaneous_trs_servers).toBeLessThanOrEqual(now.occupied_trs_servers);
      expect(now.active_trs_servers + now.error_trs_servers).toBeLessThanOrEqual(now.created_trs_servers);
      expect(now.created_trs_servers).toBe(desktops.length);
      const occupied = desktops.filter((one) => one.users.length + one.groups.length > 0);
      expect(now.occupied_trs_servers).toBe(occupied.length);
      expect(now.simultaneous_trs_servers).toBe(desktops.filter((one) => one.users.length > 1).length);
      expect(now.error_trs_servers).toBe(desktops.filter(({ error }) => error).length);
      await empty();
    }),
    { numRuns: 20 },
  );
});

async function empty(): Promise<void> {
  const store = await openStore({ path: cloud.databasePath, clock: systemClock });
  for (const { id } of await store.desktops.countsOf(projectId)) await store.desktops.removeServer(id);
  await store[Symbol.asyncDispose]();
}

const none = {
  created_servers: 0,
  active_servers: 0,
  error_servers: 0,
  created_trs_servers: 0,
  active_trs_servers: 0,
  error_trs_servers: 0,
  free_trs_servers: 0,
  occupied_trs_servers: 0,
  simultaneous_trs_servers: 0,
};

test('free and occupied desktops are all; a group occupies, and counts by its members', async () => {
  const path = `/projects/${projectId}/statistics`;
  expect(await admin.succeed('GET', path)).toEqual({ statistics: none });
  const keystone = await identityAdmin(cloud);
  const make = async (name: string) =>
    (await keystone.succeed('POST', '/groups', { group: { name, domain_id: 'default' } })).group.id;
  const [pair, empty] = [await make('pair'), await make('empty')];
  const { users } = await keystone.succeed('GET', '/users');
  const [one, two] = users.map(({ id }: { id: string }) => id);
  for (const id of [one, two]) await keystone.succeed('PUT', `/groups/${pair}/users/${id}`);
  await insert([
    {},
    { error: true },
    { users: [one] },
    { users: [one, two] },
    { groups: [pair] },
    { groups: [empty] },
    { users: [one], groups: [empty] },
    { error: true, users: [two] },
  ]);
  const { statistics } = await admin.succeed('GET', `${path}/`);
  expect(statistics).toEqual({
    ...none,
    created_servers: 8,
    error_servers: 2,
    created_trs_servers: 8,
    error_trs_servers: 2,
    free_trs_servers: 2,
    occupied_trs_servers: 6,
    simultaneous_trs_servers: 2,
  });
});

test('a project with desktops stays, here and in the identity', async () => {
  expect(await admin.fail('DELETE', `/projects/${projectId}`)).toBe('409 1');
  expect(await (await identityAdmin(cloud)).fail('DELETE', `/projects/${projectId}`)).toBe(409);
});
