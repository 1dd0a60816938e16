/** Reserves of free desktops: never short for long, never too many. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFakeHypervisor } from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { openStore } from '../../../control-plane/src/store/index.ts';
import { systemClock } from '../../../control-plane/src/system/clock.ts';
import { DomainError } from '../../../proto/src/errors.ts';
import { AdjutantClient } from '../../support/adjutant-client.ts';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { identityAdmin } from '../../support/identity-client.ts';
import type { Json } from '../../support/nano-client.ts';
import { poll } from '../../support/poll.ts';
import { addMember, type RsClient, type RsParts, rsAdmin, rsParts, rsUser } from '../../support/rs-client.ts';

let isBroken = false;
const broken = new DomainError('invalid', 'the image is broken', { reason: 'bad_image' });
let cloud: ControlPlane;
let admin: RsClient;
let parts: RsParts;
beforeAll(async () => {
  cloud = await startControlPlane({
    cells: 2,
    hypervisor: (cellId) => {
      const fake = createFakeHypervisor({ cellId });
      const createDisk: typeof fake.createDisk = (...args) =>
        isBroken ? Promise.reject(broken) : fake.createDisk(...args);
      return { ...fake, createDisk };
    },
    settings: { rs: { port: 0, reserve: { batch: 3, retry_s: 0.05, longest_retry_s: 0.1 } } },
  });
  admin = await rsAdmin(cloud);
  parts = await rsParts(cloud);
});
afterAll(() => cloud?.[Symbol.asyncDispose]());

let projects = 0;
async function project(change: object): Promise<string> {
  projects += 1;
  const body = { name: `reserve-${projects}`, on_release: 'keep', ...parts, ...change };
  return (await admin.succeed('POST', '/projects/', { project: body })).project.id;
}

const reserve = async (id: string) => (await admin.succeed('GET', `/projects/${id}/reserve`)).reserve;
const servers = async (id: string): Promise<Json[]> =>
  (await admin.succeed('GET', `/servers/?project_id=${id}`)).servers;

async function full(id: string, wanted: number): Promise<void> {
  await poll(`the reserve has ${wanted}`, async () => {
    const { free, coming } = await reserve(id);
    expect(free + coming).toBeLessThanOrEqual(wanted);
    return free === wanted;
  });
}

test('a new project gets its reserve, and what is taken is replaced', async () => {
  const id = await project({ min_reserve_vm: 4, instance_name_pattern: 'spare-**' });
  await full(id, 4);
  expect(await servers(id)).toHaveLength(4);
  const alice = await addMember(cloud, 'alice', id);
  const [first] = await servers(id);
  await admin.succeed('POST', `/servers/${first?.id}/users/`, { users: [alice] });
  await full(id, 4);
  expect(await servers(id)).toHaveLength(5);
  await admin.succeed('PUT', `/projects/${id}`, { project: { min_reserve_vm: 6 } });
  await full(id, 6);
  await admin.succeed('DELETE', `/servers/${(await servers(id))[1]?.id}`);
  await full(id, 6);
  const task = await admin.succeed('POST', `/projects/${id}/actions/auto-allocate-users`);
  await poll(
    'it ended',
    async () => (await admin.succeed('GET', `/tasks/${task.task_id}`)).status === 'SUCCESS',
  );
  await full(id, 6);
  expect(await reserve(id)).toEqual({
    wanted: 6,
    free: 6,
    coming: 0,
    broken: 0,
    failures: 0,
    degraded: false,
    message: '',
  });
  await admin.succeed('DELETE', `/projects/${id}?force=1`);
});

test('asked for many times at once, it is filled once', async () => {
  const id = await project({ min_reserve_vm: 7, enabled: false });
  expect(await admin.succeed('POST', `/projects/${id}/actions/fill-reserve`)).toMatchObject({ servers: [] });
  const fill = async () =>
    (await admin.succeed('POST', `/projects/${id}/actions/fill-reserve`)).servers.length as number;
  const [, ...made] = await Promise.all([
    admin.succeed('PUT', `/projects/${id}`, { project: { enabled: true } }),
    ...Array.from({ length: 12 }, fill),
  ]);
  await full(id, 7);
  expect(made.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(7);
  expect(await servers(id)).toHaveLength(7);
});

test('it shrinks only if the project says so, and only by what is free and its own', async () => {
  const id = await project({ min_reserve_vm: 3 });
  await full(id, 3);
  await admin.succeed('POST', '/servers/', { server: { name: 'own', project_id: id } });
  await poll('four are free', async () => (await reserve(id)).free === 4);
  await admin.succeed('PUT', `/projects/${id}`, { project: { min_reserve_vm: 1 } });
  await admin.succeed('POST', `/projects/${id}/actions/fill-reserve`);
  expect((await reserve(id)).free).toBe(4);
  await admin.succeed('PUT', `/projects/${id}`, { project: { reserve_shrink: true } });
  await poll('one is left', async () => (await servers(id)).length === 1);
  expect((await admin.succeed('GET', `/servers/?project_id=${id}&with_os_object=1`)).servers).toMatchObject([
    { os_server: { name: 'own' } },
  ]);
  await admin.succeed('PUT', `/projects/${id}`, { project: { min_reserve_vm: null } });
  await admin.succeed('POST', `/projects/${id}/actions/fill-reserve`);
  expect((await reserve(id)).wanted).toBe(null);
});

test('a quota is used up and never exceeded', async () => {
  const id = await project({ min_reserve_vm: 9, enabled: false });
  const store = await openStore({ path: cloud.databasePath, clock: systemClock });
  const none = { cores: null, memoryBytes: null, diskBytes: null, snapshots: null, addresses: null };
  await store.adjutant.setQuota(id, { ...none, instances: 5 });
  await store[Symbol.asyncDispose]();
  await admin.succeed('PUT', `/projects/${id}`, { project: { enabled: true } });
  await poll('it is used up', async () => (await reserve(id)).free === 5);
  expect(await admin.succeed('POST', `/projects/${id}/actions/fill-reserve`)).toMatchObject({
    servers: [],
    reserve: { wanted: 9, free: 5, failures: 0, degraded: false, message: expect.stringContaining('quota') },
  });
  await admin.succeed('PUT', `/projects/${id}`, { project: { min_reserve_vm: 5 } });
  await poll('nothing is short', async () => (await reserve(id)).message === '');
});

async function warnings(): Promise<Json[]> {
  const nano = await cloud.login('admin');
  const { warnings: open } = (await (await nano.raw('GET', '/cellar/v1/warnings')).json()) as Json;
  return open.filter(({ code }: Json) => code === 'reserve_degraded');
}

test('what fails again and again is tried ever more seldom, told of, and over with the first success', async () => {
  const notifications = async (): Promise<Json[]> => {
    const { token } = await identityAdmin(cloud);
    const client = new AdjutantClient(cloud.adjutant, token);
    return (await client.call('GET', '/v1/notifications')).body.notifications;
  };
  isBroken = true;
  const id = await project({ min_reserve_vm: 3 });
  await poll('it is degraded', async () => (await reserve(id)).degraded === true);
  expect((await reserve(id)).message).toContain('the image is broken');
  await poll('it is told', async () => (await warnings()).length === 1);
  expect(await warnings()).toMatchObject([{ project: id, guest: null, count: 1 }]);
  await poll('many failed', async () => (await reserve(id)).failures > 8);
  expect(await warnings()).toMatchObject([{ count: 1 }]);
  const told = (await notifications()).filter(({ notes }) => JSON.stringify(notes).includes('reserve-'));
  expect(told).toMatchObject([{ error: true }]);
  const { statistics } = await admin.succeed('GET', `/projects/${id}/statistics`);
  expect(statistics.created_trs_servers).toBeLessThanOrEqual(3 + 5 + 1);
  isBroken = false;
  await full(id, 3);
  expect(await reserve(id)).toMatchObject({ failures: 0, degraded: false, message: '' });
  await poll('the warning is cleared', async () => (await warnings()).length === 0);
});

test('who administers nothing learns nothing of it', async () => {
  const id = await project({});
  const alice = await rsUser(cloud, 'alice');
  expect(await alice.fail('GET', `/projects/${id}/reserve`)).toBe('403 1');
  expect(await alice.fail('POST', `/projects/${id}/actions/fill-reserve`)).toBe('403 1');
  expect(await admin.fail('POST', '/projects/none/actions/fill-reserve')).toBe('404 1');
});
