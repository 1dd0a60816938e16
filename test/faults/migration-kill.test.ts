/** `kill -9` at seeded moments while guests move: each is then on one cell, whole, and runs if it ran. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { contradictions } from './consistency.ts';

const MiB = 2 ** 20;
const everyName = ['control-plane', 'cell1', 'cell2'];
const count = 6;
let cluster: RunningDevCluster;
let user: DevUser;
let cells: string[];
let ids: string[];

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 2, hypervisor: 'fake' });
  user = await DevUser.login(cluster);
  cells = (await user.cellar('GET', '/cells')).body.cells.map(({ name }: Json) => name);
  const names = Array.from({ length: count }, (_, n) => `m${n}`);
  ids = await Promise.all(names.map((name) => user.create(name, { memory: 64 * MiB, disks: [MiB, MiB] })));
  for (const id of ids.slice(0, count / 2)) await user.start(id);
});
afterAll(() => cluster?.stop());

const guest = (id: string): Promise<Json> => user.nano.get(`/guests/${id}`);

/** All guests that are elsewhere. */
async function moveAllTo(target: string): Promise<string[]> {
  const migrations: string[] = [];
  for (const source of cells.filter((name) => name !== target)) {
    const places = await Promise.all(ids.map(guest));
    if (!places.some(({ cell }) => cell === source)) continue;
    const body = { source_pool: 'default', source_cell: source, target_cell: target };
    migrations.push((await user.nano.succeed('POST', '/migrations/', body)).id);
  }
  return migrations;
}

async function ended(migration: string): Promise<Json> {
  let last: Json = {};
  await poll(
    'the migration has ended',
    async () => {
      const answer = await user.nano.call('GET', `/migrations/${migration}`).catch(() => undefined);
      last = answer?.data ?? {};
      return last.finished === true;
    },
    60_000,
  );
  return last;
}

const victims = [
  { what: 'the control plane', names: ['control-plane'] },
  { what: 'the source', names: ['cell1'] },
  { what: 'the target', names: ['cell2'] },
  { what: 'everything', names: everyName },
];

describe.each(victims)('$what is killed', ({ names }) => {
  test.each([20, 170, 350])('after %i ms', async (afterMs) => {
    const [first = '', second = ''] = cells;
    user = await DevUser.login(cluster);
    for (const migration of await moveAllTo(first)) await ended(migration);
    const migrations = await moveAllTo(second);
    await delay(afterMs);
    await Promise.all(names.map((name) => killDevProgram(cluster.data, name)));
    await reviveDevPrograms(cluster, everyName);
    for (const migration of migrations) await ended(migration);
    await user.settled();
    expect(await contradictions(cluster.data, user)).toEqual([]);
    await poll('what ran runs, and nothing else', async () => {
      const guests = await Promise.all(ids.map(guest));
      return guests.every(({ running }, index) => running === index < count / 2);
    });
  });
});
