import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest, mib } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let ids: string[];
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 2 });
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  const template = (await alice.get('/templates/')).find(({ name }: Json) => name === 'CentOS 7').id;
  const small = { cores: 1, memory: 16 * mib, disks: [mib] };
  const names = ['one', 'two', 'three', 'four'];
  ids = await Promise.all(
    names.map((name) => createdGuest(alice, guestRequest(template, { ...small, name }))),
  );
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function cellar(method: string, path: string, body?: object): Promise<{ status: number; body: Json }> {
  const answer = await admin.raw(method, `/cellar/v1${path}`, body);
  return { status: answer.status, body: await answer.json() };
}

async function ended(id: string): Promise<Json> {
  let migration: Json = {};
  await poll('the migration has ended', async () => {
    migration = (await cellar('GET', `/migrations/${id}`)).body.migration;
    return migration.finished;
  });
  return migration;
}

const places = async () =>
  await Promise.all(ids.map(async (id) => (await alice.get(`/guests/${id}`)).cell as string));
const cellNamed = async (name: string) =>
  (await cellar('GET', '/cells')).body.cells.find((cell: Json) => cell.name === name);

test('a cell is drained, and what it had comes back when asked', async () => {
  const before = await places();
  const away = before.filter((cell) => cell === 'cell-1').length;
  expect(away).toBeGreaterThan(0);
  const { status, body } = await cellar('POST', '/cells/cell-1/drain', {});
  expect({ status, guests: body.guests }).toEqual({ status: 202, guests: away });
  const migration = await ended(body.migration);
  expect(migration).toMatchObject({ finished: true, progress: 100 });
  expect(migration.guests).toHaveLength(away);
  for (const guest of migration.guests)
    expect(guest).toMatchObject({ state: 'done', progress: 100, error: null, operation: expect.any(String) });
  expect(await places()).toEqual(before.map(() => 'cell-2'));
  expect(await cellNamed('cell-1')).toMatchObject({ enabled: false });

  const again = await cellar('POST', '/cells/cell-1/drain', {});
  expect(again.body).toEqual({ migration: null, guests: 0 });

  const restored = await cellar('POST', '/cells/cell-1/restore', { bring_back: true });
  expect(restored.body.guests).toBe(away);
  await ended(restored.body.migration);
  expect(await places()).toEqual(before);
  expect(await cellNamed('cell-1')).toMatchObject({ enabled: true });
  expect((await cellar('POST', '/cells/cell-1/restore', { bring_back: true })).body).toEqual({
    migration: null,
    guests: 0,
  });
});

test('guests that nobody else has room for stay, and it is said why', async () => {
  const before = await places();
  await admin.succeed('PUT', '/compute_pool_cells/default/cell-2', { enable: false });
  const { body } = await cellar('POST', '/cells/cell-1/drain', {});
  const { guests } = await ended(body.migration);
  for (const guest of guests)
    expect(guest).toMatchObject({
      state: 'failed',
      error: { code: 'no_capacity', message: expect.stringContaining("cell 'cell-2' is disabled") },
    });
  expect(await places()).toEqual(before);
  const { body: list } = await cellar('GET', '/migrations');
  expect(list.migrations.map(({ id }: Json) => id)).toContain(body.migration);
});

test('a pool with cells and a cell with guests stay, and what is in the way is named', async () => {
  const message = await admin.fail('DELETE', '/compute_pools/default');
  expect(message).toBe("pool 'default' still has 2 cell(s): 'cell-1', 'cell-2'");
  expect(await admin.fail('DELETE', '/compute_pool_cells/default/cell-1')).toMatch(
    /^cell 'cell-1' still has \d+ guest\(s\): '[\w-]+'/,
  );
});

test('only who manages cells drains them', async () => {
  for (const [path, status] of [
    ['/cells/cell-1/drain', 403],
    ['/cells/cell-1/restore', 403],
  ] as const)
    expect((await alice.raw('POST', `/cellar/v1${path}`, {})).status).toBe(status);
  expect((await cellar('POST', '/cells/none/drain', {})).status).toBe(404);
});
