import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { covers } from '../../support/covers.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib, unknownId } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 3, unallocatedCells: 1 });
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
  await admin.succeed('POST', '/compute_pools/other', {});
  await admin.succeed('POST', '/compute_pool_cells/other/cell-4', {});
  await poll('the cell of the other pool is alive', async () => {
    return (await admin.get('/compute_pool_cells/other/cell-4')).alive === true;
  });
});
afterAll(() => cloud[Symbol.asyncDispose]());

const small = { cores: 1, memory: 16 * mib, disks: [mib, mib] };
const guest = (name: string, change: Json = {}) =>
  createdGuest(alice, guestRequest(template, { ...small, name, ...change }));
const shown = (id: string): Promise<Json> => alice.get(`/guests/${id}`);

async function runningGuest(name: string): Promise<string> {
  const id = await guest(name);
  await alice.succeed('POST', `/instances/${id}`, {});
  return id;
}

/** Asks for a migration and returns its last status. */
async function migrate(body: Json): Promise<Json> {
  const started = await admin.call('POST', '/migrations/', { source_pool: 'default', ...body });
  expect(started).toMatchObject({ status: 202, error_code: 0, data: { id: expect.any(String) } });
  return end(started.data.id);
}

async function end(id: string): Promise<Json> {
  let last: Json = {};
  await poll(`the migration ${id} has ended`, async () => {
    const { status, error_code, data } = await admin.call('GET', `/migrations/${id}`);
    expect(error_code).toBe(0);
    expect(status).toBe(data.finished ? 200 : 201);
    if (!data.finished) expect(data.progress).toEqual(expect.any(Number));
    last = { id, ...data };
    return data.finished;
  });
  return last;
}

const others = (cell: string) => ['cell-1', 'cell-2', 'cell-3'].filter((name) => name !== cell);

describe(`${covers('POST /migrations/')} and ${covers('GET /migrations/{id}')}`, () => {
  test('a stopped guest goes to the cell that was named, all else as before', async () => {
    const id = await guest('cold');
    const before = await shown(id);
    const [target] = others(before.cell);
    const { id: migration, ...last } = await migrate({
      source_cell: before.cell,
      target_cell: target,
      instances: [id],
    });
    expect(last).toEqual({ finished: true });
    expect(await shown(id)).toEqual({ ...before, cell: target });
    const { status, data } = await admin.call('GET', `/migrations/${migration}`);
    expect({ status, data }).toEqual({ status: 200, data: { finished: true } });
    await alice.succeed('POST', `/instances/${id}`, {});
    expect(await shown(id)).toMatchObject({ running: true, cell: target });
  });

  test('a running guest goes on running, with a screen', async () => {
    const id = await runningGuest('live');
    const before = await shown(id);
    const [target] = others(before.cell);
    expect(await migrate({ source_cell: before.cell, target_cell: target, instances: [id] })).toMatchObject({
      finished: true,
    });
    const { monitor_secret, ethernet_address } = before;
    expect(await shown(id)).toMatchObject({
      running: true,
      cell: target,
      monitor_secret,
      ethernet_address,
    });
    await alice.succeed('POST', '/monitor_channels/', { guest: id });
    await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    expect(await shown(id)).toMatchObject({ running: false });
  });

  test('without a target placement chooses; to another pool a name must be free there', async () => {
    const id = await guest('chosen');
    const { cell } = await shown(id);
    await migrate({ source_cell: cell, instances: [id] });
    const there = (await shown(id)).cell;
    expect(others(cell)).toContain(there);
    await migrate({ source_cell: there, target_pool: 'other', instances: [id] });
    expect(await shown(id)).toMatchObject({ cell: 'cell-4', pool: 'other' });
    const namesake = await guest('chosen');
    const { cell: its } = await shown(namesake);
    expect(await migrate({ source_cell: its, target_pool: 'other', instances: [namesake] })).toMatchObject({
      finished: true,
      error: expect.stringContaining("guest 'chosen': a guest named 'chosen' exists in pool 'other'"),
    });
    expect(await shown(namesake)).toMatchObject({ cell: its, pool: 'default' });
  });

  test('a whole cell, running and stopped guests', async () => {
    const ids = [await runningGuest('whole_1'), await guest('whole_2'), await runningGuest('whole_3')];
    for (const id of ids) {
      const { cell } = await shown(id);
      if (cell !== 'cell-1') await migrate({ source_cell: cell, target_cell: 'cell-1', instances: [id] });
    }
    expect(await migrate({ source_cell: 'cell-1', instances: [] })).toMatchObject({ finished: true });
    for (const id of ids) expect(others('cell-1')).toContain((await shown(id)).cell);
    const { data } = await admin.call('GET', '/compute_cell_status/default');
    expect(data.find(({ name }: Json) => name === 'cell-1').instances).toEqual([0, 0, 0, 0]);
    const again = await admin.call('POST', '/migrations/', { source_pool: 'default', source_cell: 'cell-1' });
    expect(again).toMatchObject({ error_code: 500, message: "cell 'cell-1' has no guests" });
  });

  test('a running guest with snapshots stays; stopped it takes them along', async () => {
    const id = await guest('snapped');
    await alice.succeed('POST', `/instances/${id}/snapshots/`, { name: 'first' });
    await alice.succeed('POST', `/instances/${id}`, {});
    const { cell } = await shown(id);
    expect(await migrate({ source_cell: cell, instances: [id] })).toMatchObject({
      error: expect.stringContaining('has snapshots'),
    });
    await alice.succeed('DELETE', `/instances/${id}`, { force: true });
    await migrate({ source_cell: cell, instances: [id] });
    expect((await shown(id)).cell).not.toBe(cell);
    expect(await alice.get(`/instances/${id}/snapshots/`)).toMatchObject({ first: { is_current: true } });
    await alice.succeed('PUT', `/instances/${id}/snapshots/`, { target: 'first' });
  });

  test.each([
    [{ source_pool: 'none', source_cell: 'cell-1' }, "invalid pool 'none'"],
    [{ source_cell: 'none' }, "invalid cell 'none'"],
    [{ source_cell: 'cell-4' }, "invalid cell 'cell-4' in pool 'default'"],
    [{ source_cell: 'cell-1', target_pool: 'none' }, "invalid pool 'none'"],
    [{ source_cell: 'cell-1', target_cell: 'cell-1' }, "cell 'cell-1' is source and target"],
    [{ source_cell: 'cell-1', target_cell: 'cell-4' }, "invalid cell 'cell-4' in pool 'default'"],
    [{ source_cell: 'cell-1', instances: [unknownId] }, `invalid instance '${unknownId}'`],
    [{}, 'source_cell is missing'],
  ])('%j is refused: %s', async (body, message) => {
    const answer = await admin.call('POST', '/migrations/', { source_pool: 'default', ...body });
    expect(answer).toMatchObject({ status: 200, error_code: 500, message: expect.stringContaining(message) });
  });

  test('a guest of another cell and a disabled target are refused', async () => {
    const id = await guest('elsewhere');
    const { cell } = await shown(id);
    const [other] = others(cell);
    const body = { source_pool: 'default', source_cell: other, instances: [id] };
    expect(await admin.call('POST', '/migrations/', body)).toMatchObject({
      error_code: 500,
      message: `guest 'elsewhere' is not on cell '${other}'`,
    });
    await admin.succeed('PUT', `/compute_pool_cells/default/${other}`, { enable: false });
    const there = { source_pool: 'default', source_cell: cell, target_cell: other, instances: [id] };
    expect(await admin.call('POST', '/migrations/', there)).toMatchObject({
      error_code: 500,
      message: `cell '${other}' is disabled`,
    });
    await admin.succeed('PUT', `/compute_pool_cells/default/${other}`, { enable: true });
  });

  test('only who manages cells may', async () => {
    for (const client of [alice, await cloud.login('dave')]) {
      const body = { source_pool: 'default', source_cell: 'cell-1' };
      for (const answer of [
        await client.call('POST', '/migrations/', body),
        await client.call('GET', '/migrations/'),
        await client.call('GET', `/migrations/${unknownId}`),
      ])
        expect(answer).toMatchObject({ error_code: 500, message: expect.stringContaining('cells.manage') });
    }
    expect(await admin.call('GET', `/migrations/${unknownId}`)).toMatchObject({
      error_code: 500,
      message: `invalid migration '${unknownId}'`,
    });
  });
});

test(`${covers('GET /migrations/')} lists those under way and those that have ended`, async () => {
  const id = await guest('listed');
  const { cell } = await shown(id);
  const { id: migration } = await migrate({ source_cell: cell, instances: [id] });
  const listed = await admin.get('/migrations/');
  expect(listed).toContainEqual({ id: migration, finished: true });
});
