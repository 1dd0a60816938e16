/** `kill -9` of the control plane in the middle of batches: after the restart they go on, and no item is done twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { contradictions } from './consistency.ts';

const MiB = 2 ** 20;
const everyName = ['control-plane', 'cell1', 'cell2'];
const count = 60;
let cluster: RunningDevCluster;
let user: DevUser;

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 2, hypervisor: 'fake' });
  user = await DevUser.login(cluster);
});
afterAll(() => cluster?.stop());

type Kind = 'create' | 'delete' | 'stop';

/** Starts the batch, kills the control plane as soon as `killAt` items have ended, and returns the end of all. */
async function interrupted(kind: Kind, body: Json, killAt: number): Promise<Json[]> {
  const path = `/batch/${kind}_guest/`;
  const { id } = await user.nano.succeed('POST', path, body);
  const status = () => user.nano.call('GET', `${path}${id}`);
  const doing = { create: 'creating', delete: 'deleting', stop: 'stopping' }[kind];
  const ended = (items: Json[]) => items.filter((item) => item.status !== doing).length;
  await poll('some items have ended', async () => ended((await status()).data) >= killAt, 60_000, 2);
  await killDevProgram(cluster.data, 'control-plane');
  await reviveDevPrograms(cluster, everyName);
  let items: Json[] = [];
  await poll(`the batch ${kind} has ended`, async () => {
    const answer = await status().catch(() => undefined);
    if (answer?.error_code === 0) items = answer.data;
    return answer?.error_code === 0 && answer.status === 200;
  });
  await user.settled();
  expect(await contradictions(cluster.data, user)).toEqual([]);
  return items;
}

test.each([0, 7, 40])('creating, killed after %i guests', async (killAt) => {
  const { owner, group, template } = user.creator;
  const shape = { cores: 1, memory: 16 * MiB, disks: [MiB], auto_start: true, pool: 'default' };
  const names = { name_rule: 'order', name_prefix: `k${killAt}`, count };
  const created = await interrupted('create', { owner, group, template, ...shape, ...names }, killAt);
  expect(created.map(({ name, status }) => `${name} ${status}`)).toEqual(
    Array.from({ length: count }, (_, n) => `k${killAt}_${n} created`),
  );
  const ids = created.map(({ id }) => id);
  expect((await user.guests()).map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(await interrupted('stop', { guest: ids, force: killAt === 0 }, killAt)).toEqual(
    ids.map((id) => ({ id, status: 'stopped' })),
  );
  expect(await interrupted('delete', { guest: ids }, killAt)).toEqual(
    ids.map((id) => ({ id, status: 'deleted' })),
  );
  expect(await user.guests()).toEqual([]);
});
