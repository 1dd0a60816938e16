/** `kill -9` at seeded moments while much goes on: afterwards everything is done or undone, nothing lost or left over. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser, randomQcow2 } from '../support/dev-user.ts';
import type { Json, NanoAnswer } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { contradictions, readCells } from './consistency.ts';

const MiB = 2 ** 20;
const everyName = ['control-plane', 'cell1', 'cell2'];
let cluster: RunningDevCluster;
let user: DevUser;

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 2, hypervisor: 'fake' });
  user = await DevUser.login(cluster);
});
afterAll(() => cluster?.stop());

/** The same moments at every run. */
function momentsMs(seed: number, count: number, withinMs: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * withinMs);
  });
}

/** An answer that never came is none: what the request did is unknown. */
const orNone = (answer: Promise<NanoAnswer>) => answer.catch(() => undefined);
const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

async function killAndRevive(names: readonly string[], afterMs: number): Promise<void> {
  await delay(afterMs);
  await Promise.all(names.map((name) => killDevProgram(cluster.data, name)));
  await reviveDevPrograms(cluster, everyName);
}

async function expectConsistent(): Promise<void> {
  await user.settled();
  expect(await contradictions(cluster.data, user)).toEqual([]);
}

const victims = [
  { what: 'an agent', names: ['cell1'], seed: 11 },
  { what: 'the control plane', names: ['control-plane'], seed: 23 },
  { what: 'both', names: ['control-plane', 'cell1', 'cell2'], seed: 37 },
];

describe.each(victims)('$what is killed', ({ names, seed }) => {
  test.each(momentsMs(seed, 3, 300).map((afterMs, round) => ({ afterMs, round })))(
    'while guests are created, after $afterMs ms',
    async ({ afterMs, round }) => {
      const prefix = `c${seed}x${round}x`;
      const from_image = await user.uploadImage(`image${prefix}`, 6 * MiB);
      const disks = [16 * MiB, MiB];
      const asked = times(20, (n) => orNone(user.submit(`${prefix}${n}`, { from_image, disks })));
      await killAndRevive(names, afterMs);
      const accepted = (await Promise.all(asked)).filter((answer) => answer?.error_code === 0);
      await expectConsistent();
      const there = new Set((await user.guests()).map(({ id }) => id));
      expect(accepted.filter((answer) => !there.has(answer?.data.id))).toEqual([]);
    },
  );

  test.each(momentsMs(seed + 1, 2, 120).map((afterMs, round) => ({ afterMs, round })))(
    'while guests are started and others deleted, after $afterMs ms',
    async ({ afterMs, round }) => {
      const prefix = `d${seed}x${round}x`;
      const ids = await Promise.all(times(16, (n) => user.create(`${prefix}${n}`)));
      const [starting, deleting] = [ids.slice(0, 8), ids.slice(8)];
      const started = starting.map((id) => orNone(user.start(id)));
      const deleted = deleting.map((id) => orNone(user.delete(id)));
      await killAndRevive(names, afterMs);
      await Promise.all([...started, ...deleted]);
      await expectConsistent();
      await expectSameStates();
      const there = new Set((await user.guests()).map(({ id }) => id));
      for (const [index, id] of deleting.entries())
        if ((await deleted[index])?.error_code === 0) expect(there.has(id)).toBe(false);
      for (const [index, id] of starting.entries())
        if ((await started[index])?.error_code === 0)
          expect(await user.nano.get(`/guests/${id}`)).toMatchObject({ running: true });
    },
  );
});

test('the control plane is killed while images are uploaded: each is whole or not there', async () => {
  const content = randomQcow2(16 * MiB);
  for (const afterMs of momentsMs(53, 4, 150)) {
    const id = await user.createImage(`upload${afterMs}`);
    const sent = orNone(user.sendImage(id, content));
    await killAndRevive(['control-plane'], afterMs);
    const answer = await sent;
    await expectConsistent();
    const { created } = await user.nano.get(`/disk_images/${id}`);
    if (answer?.error_code === 0) expect(created).toBe(true);
    if (!created) expect(await user.sendImage(id, content)).toMatchObject({ error_code: 0 });
    await user.create(`uploaded${afterMs}`, { from_image: id, disks: [32 * MiB] });
  }
});

/** What is told of each guest's power comes to what its cell says. */
async function expectSameStates(): Promise<void> {
  const onCells = () =>
    [...readCells(cluster.data).values()]
      .flatMap(({ guests }) => guests)
      .map(({ spec, state }) => `${spec.id} ${state === 'running'}`)
      .sort();
  const told = async () => (await user.guests()).map(({ id, running }: Json) => `${id} ${running}`).sort();
  await poll('the lists say what is', async () => `${await told()}` === `${onCells()}`);
}
