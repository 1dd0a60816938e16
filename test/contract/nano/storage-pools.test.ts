import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let folder: string;
let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let template: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-storage-'));
  await mkdir(join(folder, 'shared'));
  cloud = await startControlPlane({ cells: 1, unallocatedCells: 3 });
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  template = (await admin.get('/templates/'))[0].id;
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const nfs = { type: 'nfs', host: 'nfs.nano.com', target: '/var/nano/pool1' };
const GiB = 2 ** 30;

function guest(pool: string) {
  return guestRequest(template, { owner: 'admin', group: 'admin', pool, disks: [GiB] });
}

async function stateOf(pool: string, cell: string) {
  return (await admin.get(`/compute_pool_cells/${pool}/${cell}`)).storage?.[0];
}

async function attached(pool: string, cell: string): Promise<void> {
  await poll(`storage of ${cell}`, async () => (await stateOf(pool, cell))?.attached === true);
}

/** A compute pool on a storage pool of its name, with these cells. */
async function makePool(name: string, storage: object, cells: readonly string[]): Promise<void> {
  await admin.succeed('POST', `/storage_pools/${name}`, storage);
  await admin.succeed('POST', `/compute_pools/${name}`, { storage: name, network: '', failover: false });
  for (const cell of cells) await admin.succeed('POST', `/compute_pool_cells/${name}/${cell}`);
}

async function removePool(name: string, cells: readonly string[]): Promise<void> {
  for (const cell of cells) await admin.succeed('DELETE', `/compute_pool_cells/${name}/${cell}`);
  await admin.succeed('DELETE', `/compute_pools/${name}`);
  await admin.succeed('DELETE', `/storage_pools/${name}`);
}

describe('storage pools', () => {
  test(`${covers('POST /storage_pools/{pool}')}, ${covers('GET /storage_pools/')} and ${covers('GET /storage_pools/{pool}')}`, async () => {
    expect(await admin.get('/storage_pools/')).toEqual([]);
    expect(await admin.succeed('POST', '/storage_pools/nfs-pool1', nfs)).toBe('');
    await admin.succeed('POST', '/storage_pools/directory', { type: 'directory', target: '/srv/shared' });
    expect(await admin.get('/storage_pools')).toEqual([
      { name: 'directory', type: 'directory', host: '', target: '/srv/shared' },
      { name: 'nfs-pool1', ...nfs },
    ]);
    expect(await admin.get('/storage_pools/nfs-pool1')).toEqual(nfs);
    expect(await admin.fail('GET', '/storage_pools/none')).toBe("invalid storage pool 'none'");
    expect(await admin.fail('POST', '/storage_pools/nfs-pool1', nfs)).toContain("'nfs-pool1' exists");
    expect(await admin.fail('POST', '/storage_pools/bad%20name', nfs)).toContain('bad name');
    expect(await admin.fail('POST', '/storage_pools/x', { ...nfs, type: 'ceph' })).toBe(
      'type must be one of nfs, directory, not "ceph"',
    );
    expect(await admin.fail('POST', '/storage_pools/x', {})).toContain('host "" must be');
    expect(await admin.fail('POST', '/storage_pools/x', { ...nfs, target: 'export' })).toContain(
      'target "export" must be an absolute path',
    );
    for (const [method, path] of [
      ['GET', '/storage_pools/'],
      ['GET', '/storage_pools/nfs-pool1'],
      ['POST', '/storage_pools/x'],
    ] as const)
      expect(await alice.fail(method, path, method === 'POST' ? nfs : undefined)).toContain(
        'storage-pools.manage',
      );
    await admin.succeed('DELETE', '/storage_pools/directory');
  });

  test(`${covers('PUT /storage_pools/{pool}')} and ${covers('DELETE /storage_pools/{pool}')}, unless a compute pool has it`, async () => {
    const path = '/storage_pools/nfs-pool1';
    expect(await admin.fail('PUT', path, nfs)).toBe("no need to change storage pool 'nfs-pool1'");
    const moved = { ...nfs, target: '/var/nano/new_location' };
    expect(await alice.fail('PUT', path, moved)).toContain('storage-pools.manage');
    await admin.succeed('PUT', path, moved);
    expect(await admin.get(path)).toEqual(moved);
    expect(await admin.fail('PUT', '/storage_pools/none', nfs)).toBe("invalid storage pool 'none'");
    await admin.succeed('POST', '/compute_pools/fast', { storage: 'nfs-pool1', failover: true });
    expect(await admin.get('/compute_pools/fast')).toMatchObject({ storage: 'nfs-pool1', failover: true });
    expect(await admin.fail('PUT', path, nfs)).toBe(
      "storage pool 'nfs-pool1' is used by compute pool 'fast'",
    );
    expect(await admin.fail('DELETE', path)).toContain("is used by compute pool 'fast'");
    await admin.succeed('PUT', '/compute_pools/fast', { storage: '' });
    expect(await alice.fail('DELETE', path)).toContain('storage-pools.manage');
    await admin.succeed('DELETE', path);
    expect(await admin.fail('DELETE', path)).toBe("invalid storage pool 'nfs-pool1'");
    expect(await admin.fail('PUT', '/compute_pools/fast', { storage: 'nfs-pool1' })).toBe(
      "invalid storage pool 'nfs-pool1'",
    );
    await admin.succeed('DELETE', '/compute_pools/fast');
  });
});

describe('cells of a pool with storage', () => {
  test('attach it, hold the disks of guests on it, and let go of it when they leave', async () => {
    const cells = ['cell-2', 'cell-3'];
    const target = join(folder, 'shared');
    await makePool('shared', { type: 'directory', target }, cells);
    for (const cell of cells) await attached('shared', cell);
    expect(await stateOf('shared', 'cell-2')).toEqual({ name: 'shared', attached: true });
    expect(await admin.fail('PUT', '/compute_pools/shared', { storage: '' })).toContain('while it has cells');
    expect(await readdir(join(target, 'cellar'))).toEqual(['disks', 'images', 'storage.json']);

    const id = await createdGuest(admin, guest('shared'));
    expect(await readdir(join(target, 'cellar/disks'))).toEqual([`${id}.0.json`]);
    const answer = await admin.raw('GET', '/cellar/v1/storage-pools');
    const { storage_pools } = (await answer.json()) as { storage_pools: { used_bytes: number }[] };
    expect(storage_pools).toMatchObject([
      { name: 'shared', type: 'directory', total_bytes: 2 ** 41, cells: cells.map((cell) => ({ cell })) },
    ]);
    await admin.succeed('POST', `/instances/${id}`, {});
    await admin.succeed('DELETE', `/instances/${id}`, { reboot: false, force: true });
    await admin.succeed('DELETE', `/guests/${id}`, { force: true });
    expect(await readdir(join(target, 'cellar/disks'))).toEqual([]);

    await removePool('shared', cells);
    await admin.succeed('POST', '/compute_pools/plain', {});
    await admin.succeed('POST', '/compute_pool_cells/plain/cell-2');
    expect(await stateOf('plain', 'cell-2')).toBeUndefined();
    await admin.succeed('DELETE', '/compute_pool_cells/plain/cell-2');
    await admin.succeed('DELETE', '/compute_pools/plain');
  });

  test('take no guests while it is not attached', async () => {
    await makePool('away', { type: 'nfs', host: 'nfs.invalid', target: '/export' }, ['cell-2']);
    const why = 'nfs.invalid is unknown';
    await poll('the failure is told', async () => (await stateOf('away', 'cell-2'))?.error.includes(why));
    expect(await stateOf('away', 'cell-2')).toMatchObject({ name: 'away', attached: false });
    expect(await admin.fail('POST', '/guests/', guest('away'))).toContain(
      `cell 'cell-2' does not have storage 'away': storage 'away' can not be mounted: ${why}`,
    );
    await poll('a warning', async () => {
      const answer = await admin.raw('GET', '/cellar/v1/warnings');
      const { warnings } = (await answer.json()) as { warnings: { code: string; message: string }[] };
      return warnings.some(({ code, message }) => code === 'storage_unavailable' && message.includes(why));
    });
    await removePool('away', ['cell-2']);
  });

  test('refuse a directory that is not the one of the others', async () => {
    await mkdir(join(folder, 'own'));
    await makePool('own', { type: 'directory', target: join(folder, 'own') }, ['cell-2']);
    await attached('own', 'cell-2');
    await rm(join(folder, 'own/cellar'), { recursive: true });
    await poll('its loss is told', async () => !(await stateOf('own', 'cell-2'))?.attached);
    await admin.succeed('POST', '/compute_pool_cells/own/cell-3');
    await poll('the other cell sees that it is not there', async () =>
      (await stateOf('own', 'cell-3'))?.error.includes('must be the same on every cell'),
    );
    await removePool('own', ['cell-2', 'cell-3']);
  });

  test('make no disks from 95 percent on, and warn from 90 percent on', async () => {
    const target = join(folder, 'full');
    await mkdir(target);
    await makePool('full', { type: 'directory', target }, ['cell-2']);
    await attached('full', 'cell-2');
    const id = await createdGuest(admin, guest('full'));
    const space = { totalBytes: 1000 * GiB, usedBytes: 960 * GiB };
    await writeFile(join(target, 'cellar/space.json'), JSON.stringify(space));
    await poll('the storage is full', async () => {
      const answer = await admin.raw('GET', '/cellar/v1/storage-pools');
      const { storage_pools } = (await answer.json()) as { storage_pools: { used_bytes: number }[] };
      return storage_pools[0]?.used_bytes === 960 * GiB;
    });
    const numbers = "983040 MiB of 1024000 MiB (96 %) of storage 'full' are used";
    expect(await admin.fail('POST', '/guests/', guest('full'))).toContain(numbers);
    const resized = { size: 2 * GiB };
    expect(await admin.fail('PUT', `/guests/${id}/disks/resize/0`, resized)).toContain(numbers);
    const image = { name: 'built', guest: id, owner: 'admin', group: 'admin', description: '', tags: [] };
    expect(await admin.fail('POST', '/disk_images/', image)).toContain(numbers);
    await poll('a warning', async () => {
      const answer = await admin.raw('GET', '/cellar/v1/warnings');
      const { warnings } = (await answer.json()) as { warnings: { code: string; message: string }[] };
      return warnings.some(({ code, message }) => code === 'storage_nearly_full' && message.includes('96 %'));
    });
    await admin.succeed('DELETE', `/guests/${id}`, { force: true });
    await removePool('full', ['cell-2']);
  });
});

describe('storage paths of a cell', () => {
  const path = '/compute_cell_status/default/cell-1/storages/';

  test(`${covers('GET /compute_cell_status/{pool}/{cell}/storages/')} and ${covers('PUT /compute_cell_status/{pool}/{cell}/storages/')}`, async () => {
    const first = { mode: 'local', system: ['/var/lib/cellar/fake'], data: ['/var/lib/cellar/fake'] };
    expect(await admin.get(path)).toEqual(first);
    expect(await admin.get(path.slice(0, -1))).toEqual(first);
    expect(await admin.fail('PUT', path, { default: 'disks' })).toBe(
      'default "disks" must be the absolute path of a folder',
    );
    expect(await admin.fail('PUT', path, {})).toContain('default is missing');
    expect(await admin.fail('PUT', path, { default: '/var/lib/cellar/fake/' })).toContain('already');
    expect(await alice.fail('GET', path)).toContain('cells.manage');
    expect(await alice.fail('PUT', path, { default: '/srv/disks' })).toContain('cells.manage');
    const id = await createdGuest(admin, guest('default'));
    expect(await admin.fail('PUT', path, { default: '/srv/disks' })).toContain('still has 1 guest');
    await admin.succeed('DELETE', `/guests/${id}`, { force: true });
    expect(await admin.succeed('PUT', path, { default: '/srv/disks/' })).toBe('');
    expect(await admin.get(path)).toEqual({ mode: 'local', system: ['/srv/disks'], data: ['/srv/disks'] });
    expect(await admin.fail('GET', '/compute_cell_status/none/cell-1/storages/')).toBe("invalid pool 'none'");
    expect(await admin.fail('GET', '/compute_cell_status/default/none/storages/')).toContain("cell 'none'");
  });

  test('of a cell whose pool has storage are none of its own', async () => {
    await makePool('exported', nfs, ['cell-2']);
    await attached('exported', 'cell-2');
    const shared = '/compute_cell_status/exported/cell-2/storages/';
    expect(await admin.get(shared)).toEqual({ mode: 'nfs', system: [], data: [] });
    expect(await admin.fail('PUT', shared, { default: '/srv/disks' })).toContain("on storage 'exported'");
    await removePool('exported', ['cell-2']);
  });
});

test('another cell deletes what a revoked one had on the storage', async () => {
  const target = join(folder, 'revoked');
  await mkdir(target);
  const cells = ['cell-3', 'cell-4'];
  await makePool('revoked', { type: 'directory', target }, cells);
  for (const cell of cells) await attached('revoked', cell);
  const id = await createdGuest(admin, guest('revoked'));
  const { cell } = await admin.get(`/guests/${id}`);
  await admin.raw('POST', `/cellar/v1/cells/${cell}/revoke`, { force: true });
  await poll('the guest is lost', async () => (await admin.get(`/guests/${id}`)).lost === true);
  expect(await readdir(join(target, 'cellar/disks'))).toHaveLength(1);
  await admin.succeed('DELETE', `/guests/${id}`, { force: true });
  expect(await readdir(join(target, 'cellar/disks'))).toEqual([]);
});
