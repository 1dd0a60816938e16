/** Compute pools with failover: their flag, and what it means for their guests. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

const GiB = 2 ** 30;
let folder: string;
let cloud: ControlPlane;
let admin: NanoClient;
let template: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-failover-'));
  await mkdir(join(folder, 'shared'));
  cloud = await startControlPlane({ cells: 0, unallocatedCells: 2 });
  admin = await cloud.login('admin');
  template = (await admin.get('/templates/'))[0].id;
  const storage = { type: 'directory', target: join(folder, 'shared') };
  await admin.succeed('POST', '/storage_pools/shared', storage);
  const ha = { storage: 'shared', network: '', failover: true };
  await admin.succeed('POST', '/compute_pools/ha', ha);
  for (const { name } of await admin.get('/compute_pool_cells/')) {
    await admin.succeed('POST', `/compute_pool_cells/ha/${name}`);
    const state = async () => (await admin.get(`/compute_pool_cells/ha/${name}`)).storage?.[0];
    await poll('its storage', async () => (await state())?.attached === true);
  }
});
afterAll(async () => {
  await cloud?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const set = (failover: boolean) =>
  admin.succeed('PUT', '/compute_pools/ha', { storage: 'shared', network: '', failover });

async function ended(kind: string, guest: string): Promise<void> {
  const path = `/cellar/v1/operations?kind=${kind}&subject_kind=guest&subject_id=${guest}&state=done`;
  await poll(`${kind} of the guest`, async () => {
    const { operations } = (await (await admin.raw('GET', path)).json()) as Json;
    return operations.some((operation: Json) => operation.subject.id === guest);
  });
}

describe('the failover flag of a compute pool', () => {
  test('needs shared storage', async () => {
    const without = { storage: '', network: '', failover: true };
    const refusal = 'using shared storage to enable Failover feature';
    expect(await admin.fail('POST', '/compute_pools/local', without)).toContain(refusal);
    expect(await admin.fail('PUT', '/compute_pools/ha', without)).toContain(refusal);
  });

  test('is told of the pool, in the list too', async () => {
    expect(await admin.get('/compute_pools/ha')).toMatchObject({ failover: true, storage: 'shared' });
    const pools: Json[] = await admin.get('/compute_pools/');
    expect(pools.find(({ name }) => name === 'ha')).toMatchObject({ failover: true });
    expect(pools.find(({ name }) => name === 'default')).toMatchObject({ failover: false });
  });
});

test('a guest of such a pool starts and stops as any other, and follows when the flag changes while it runs', async () => {
  const request = guestRequest(template, { owner: 'admin', group: 'admin', pool: 'ha', disks: [GiB] });
  const id = await createdGuest(admin, request);
  await admin.succeed('POST', `/instances/${id}`, {});
  const running = async () => (await admin.get(`/guests/${id}`)).running;
  expect(await running()).toBe(true);
  await set(false);
  await ended('unprotect-guest', id);
  expect(await running()).toBe(true);
  await set(true);
  await ended('protect-guest', id);
  expect(await running()).toBe(true);
  await admin.succeed('DELETE', `/instances/${id}`, { force: true });
  await admin.succeed('POST', `/instances/${id}`, {});
  expect(await running()).toBe(true);
  await admin.succeed('DELETE', `/guests/${id}`, { force: true });
});
