import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { NanoClient } from '../../support/nano-client.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let dave: NanoClient;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1, unallocatedCells: 1 });
  [admin, alice, dave] = await Promise.all([cloud.login('admin'), cloud.login('alice'), cloud.login('dave')]);
});
afterAll(() => cloud[Symbol.asyncDispose]());

const plain = { storage: '', network: '', failover: false };
const cell = (name: string) => ({ name, address: '127.0.0.1', enabled: true, alive: true });

describe('compute pools', () => {
  test(`${covers('GET /compute_pools/')} and ${covers('GET /compute_pools/{pool}')} for every session`, async () => {
    const pool = { name: 'default', enabled: true, cells: 1, ...plain };
    expect(await admin.get('/compute_pools/')).toEqual([pool]);
    expect(await dave.get('/compute_pools')).toEqual([pool]);
    expect(await alice.get('/compute_pools/default')).toEqual(pool);
    expect(await alice.get('/compute_pools/default/')).toEqual(pool);
    expect(await alice.fail('GET', '/compute_pools/none')).toBe("invalid pool 'none'");
  });

  test(`${covers('POST /compute_pools/{pool}')} and ${covers('DELETE /compute_pools/{pool}')}`, async () => {
    expect(await admin.call('POST', '/compute_pools/fast', plain)).toMatchObject({ status: 200, data: '' });
    expect((await admin.get('/compute_pools/')).map(({ name }: { name: string }) => name)).toEqual([
      'default',
      'fast',
    ]);
    expect(await admin.fail('POST', '/compute_pools/fast', plain)).toContain('fast');
    expect(await admin.fail('POST', '/compute_pools/bad%20name', plain)).toContain('bad name');
    expect(await admin.fail('POST', '/compute_pools/p%C3%B6ol', plain)).toContain('pöol');
    expect(await admin.fail('POST', '/compute_pools/x', { storage: 'nfs9' })).toBe(
      "invalid storage pool 'nfs9'",
    );
    expect(await admin.fail('POST', '/compute_pools/x', { network: 'nat9' })).toBe(
      "invalid address pool 'nat9'",
    );
    expect(await admin.fail('POST', '/compute_pools/x', { failover: true })).toBe(
      'using shared storage to enable Failover feature',
    );
    expect(await admin.fail('POST', '/compute_pools/x', { failover: 'yes' })).toBe(
      'failover must be true or false, not "yes"',
    );
    expect(await alice.fail('POST', '/compute_pools/x', plain)).toContain('pools.manage');
    expect(await alice.fail('DELETE', '/compute_pools/fast')).toContain('pools.manage');
    expect(await admin.fail('DELETE', '/compute_pools/none')).toBe("invalid pool 'none'");
    expect(await admin.fail('DELETE', '/compute_pools/default')).toContain('still has 1 cell');
    expect(await admin.call('DELETE', '/compute_pools/fast')).toMatchObject({ error_code: 0, data: '' });
    expect(await admin.fail('GET', '/compute_pools/fast')).toBe("invalid pool 'fast'");
  });

  test(`${covers('PUT /compute_pools/{pool}')}`, async () => {
    expect(await admin.fail('PUT', '/compute_pools/default', {})).toContain('no need to change');
    expect(await admin.fail('PUT', '/compute_pools/default', { storage: 'nfs9' })).toContain('nfs9');
    expect(await admin.fail('PUT', '/compute_pools/default', { network: 'nat9' })).toContain('nat9');
    expect(await admin.fail('PUT', '/compute_pools/default', { failover: true })).toContain('Failover');
    expect(await admin.fail('PUT', '/compute_pools/none', {})).toBe("invalid pool 'none'");
    expect(await alice.fail('PUT', '/compute_pools/default', {})).toContain('pools.manage');
  });
});

describe('cells', () => {
  test(`${covers('GET /compute_pool_cells/')} and ${covers('GET /compute_pool_cells/{pool}')}`, async () => {
    expect(await admin.get('/compute_pool_cells/')).toEqual([cell('cell-2')]);
    expect(await admin.get('/compute_pool_cells/default')).toEqual([cell('cell-1')]);
    expect(await alice.get('/compute_pool_cells/default')).toEqual([cell('cell-1')]);
    expect(await alice.fail('GET', '/compute_pool_cells/')).toContain('cells.manage');
    expect(await dave.fail('GET', '/compute_pool_cells/default')).toContain('cells.read');
    expect(await admin.fail('GET', '/compute_pool_cells/none')).toBe("invalid pool 'none'");
  });

  test(`${covers('GET /compute_pool_cells/{pool}/{cell}')}`, async () => {
    expect(await admin.get('/compute_pool_cells/default/cell-1')).toEqual(cell('cell-1'));
    expect(await admin.fail('GET', '/compute_pool_cells/default/cell-2')).toBe(
      "invalid cell 'cell-2' in pool 'default'",
    );
    expect(await admin.fail('GET', '/compute_pool_cells/none/cell-1')).toBe("invalid pool 'none'");
    expect(await dave.fail('GET', '/compute_pool_cells/default/cell-1')).toContain('cells.read');
  });

  test(`${covers('POST /compute_pool_cells/{pool}/{cell}')} and ${covers('DELETE /compute_pool_cells/{pool}/{cell}')}`, async () => {
    const path = '/compute_pool_cells/default/cell-2';
    expect(await alice.fail('POST', path)).toContain('cells.manage');
    expect(await admin.fail('POST', '/compute_pool_cells/default/none')).toBe("invalid cell 'none'");
    expect(await admin.fail('POST', '/compute_pool_cells/none/cell-2')).toBe("invalid pool 'none'");
    await admin.succeed('POST', path);
    expect(await admin.get('/compute_pool_cells/')).toEqual([]);
    expect(await admin.fail('POST', path)).toContain('already allocated');
    expect(await alice.fail('DELETE', path)).toContain('cells.manage');
    await admin.succeed('DELETE', path);
    expect(await admin.fail('DELETE', path)).toBe("invalid cell 'cell-2' in pool 'default'");
    expect(await admin.get('/compute_pool_cells/')).toEqual([cell('cell-2')]);
  });

  test(`${covers('PUT /compute_pool_cells/{pool}/{cell}')}`, async () => {
    const path = '/compute_pool_cells/default/cell-1';
    expect(await alice.fail('PUT', path, { enable: false })).toContain('cells.manage');
    expect(await admin.fail('PUT', path, {})).toBe('enable is missing: it must be true or false');
    expect(await admin.fail('PUT', path, { enable: 0 })).toBe('enable must be true or false, not 0');
    expect(await admin.fail('PUT', path, { enable: true })).toBe("cell 'cell-1' already enabled");
    await admin.succeed('PUT', path, { enable: false });
    expect(await admin.get(path)).toEqual({ ...cell('cell-1'), enabled: false });
    expect(await admin.fail('PUT', path, { enable: false })).toBe("cell 'cell-1' already disabled");
    await admin.succeed('PUT', path, { enable: true });
    expect(await admin.fail('PUT', '/compute_pool_cells/default/cell-2', { enable: false })).toContain(
      'cell-2',
    );
  });
});

describe('statistics', () => {
  const numbers = {
    cpu_usage: expect.any(Number),
    max_cpu: expect.any(Number),
    available_memory: expect.any(Number),
    max_memory: expect.any(Number),
    available_disk: expect.any(Number),
    max_disk: expect.any(Number),
    read_speed: expect.any(Number),
    write_speed: expect.any(Number),
    receive_speed: expect.any(Number),
    send_speed: expect.any(Number),
  };
  const pool = { name: 'default', enabled: true, cells: [0, 1], instances: [0, 0, 0, 0], ...numbers };

  test(`${covers('GET /compute_zone_status/')}`, async () => {
    const zone = await dave.get('/compute_zone_status/');
    const start_time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const counts = { pools: [0, 1], cells: [0, 1], instances: [0, 0, 0, 0] };
    expect(zone).toEqual({ name: 'default', ...counts, ...numbers, start_time });
    expect(zone.max_cpu).toBeGreaterThan(0);
    expect(zone.cpu_usage).toBeLessThanOrEqual(100);
    expect(await alice.fail('GET', '/compute_zone_status/')).toContain('status.read');
  });

  test(`${covers('GET /compute_pool_status/')} and ${covers('GET /compute_pool_status/{pool}')}`, async () => {
    expect(await dave.get('/compute_pool_status/')).toEqual([pool]);
    expect(await dave.get('/compute_pool_status/default')).toEqual(pool);
    expect(await dave.fail('GET', '/compute_pool_status/none')).toBe("invalid pool 'none'");
    expect(await alice.fail('GET', '/compute_pool_status/')).toContain('status.read');
    expect(await alice.fail('GET', '/compute_pool_status/default')).toContain('status.read');
  });

  test(`${covers('GET /compute_cell_status/{pool}/')} and ${covers('GET /compute_cell_status/{pool}/{cell}')}`, async () => {
    const status = { ...cell('cell-1'), instances: [0, 0, 0, 0], ...numbers };
    expect(await dave.get('/compute_cell_status/default')).toEqual([status]);
    expect(await dave.get('/compute_cell_status/default/')).toEqual([status]);
    expect(await dave.get('/compute_cell_status/default/cell-1')).toEqual(status);
    expect(await dave.fail('GET', '/compute_cell_status/none')).toBe("invalid pool 'none'");
    expect(await dave.fail('GET', '/compute_cell_status/default/cell-2')).toContain("invalid cell 'cell-2'");
    expect(await alice.fail('GET', '/compute_cell_status/default')).toContain('status.read');
    expect(await alice.fail('GET', '/compute_cell_status/default/cell-1')).toContain('status.read');
  });
});
