/** kill -9 of either program while guests are created and deleted on real libvirt: all ends as done or undone. */
import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';

const MiB = 2 ** 20;
const programs = ['control-plane', 'cell1'];

let real: RealCluster;
let user: DevUser;

beforeAll(async () => {
  real = await startRealCluster();
  user = await DevUser.login(real.cluster);
});

afterAll(() => real?.[Symbol.asyncDispose]());

async function domains(): Promise<string[]> {
  const { stdout } = await real.daemon.exec('virsh', '-q', '-c', uri(), 'list', '--all', '--name');
  return stdout.split('\n').filter((name) => name !== '');
}

function uri(): string {
  return `qemu+unix:///system?socket=${real.daemon.socket}`;
}

/** Guests, domains and disk files are the same ones, and nothing is half done. */
async function expectConsistent(): Promise<void> {
  await user.settled();
  const guests = (await user.guests()).map(({ id }) => String(id)).sort();
  expect((await domains()).sort()).toEqual(guests);
  const files = (await readdir(real.disks)).filter((name) => !name.startsWith('sockets'));
  expect(files.filter((name) => name.includes('.part'))).toEqual([]);
  expect([...new Set(files.map((name) => name.split('.')[0]))].sort()).toEqual(guests);
}

const moments = [
  { victim: 'cell1', afterMs: 15 },
  { victim: 'cell1', afterMs: 60 },
  { victim: 'control-plane', afterMs: 15 },
  { victim: 'control-plane', afterMs: 60 },
];

test.each(moments)(
  '$victim is killed $afterMs ms after eight creations were asked for',
  async ({ victim, afterMs }) => {
    const from_image = real.imageId;
    const names = Array.from({ length: 8 }, (_, n) => `c-${victim}-${afterMs}-${n}`);
    const asked = names.map((name) =>
      user.submit(name, { from_image, disks: [128 * MiB, MiB] }).catch(() => undefined),
    );
    // A stimulus at a moment of the work, not a wait for anything.
    await delay(afterMs);
    await killDevProgram(real.cluster.data, victim);
    await reviveDevPrograms(real.cluster, programs);
    await Promise.all(asked);
    await expectConsistent();
  },
);

test.each(programs)('%s is killed while all are deleted', async (victim) => {
  const guests = await user.guests();
  const half = guests.slice(0, Math.ceil(guests.length / 2));
  const asked = half.map(({ id }) => user.delete(id).catch(() => undefined));
  await delay(20);
  await killDevProgram(real.cluster.data, victim);
  await reviveDevPrograms(real.cluster, programs);
  await Promise.all(asked);
  await expectConsistent();
});
