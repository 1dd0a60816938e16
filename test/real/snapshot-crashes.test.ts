/** kill -9 of either program while snapshots are taken, restored and deleted on real libvirt: all ends as done or undone. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { NanoAnswer } from '../support/nano-client.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';

const MiB = 2 ** 20;
let real: RealCluster;
let user: DevUser;
let guestId: string;
let path: string;

beforeAll(async () => {
  real = await startRealCluster();
  user = await DevUser.login(real.cluster);
  guestId = await user.create('crashing', { memory: 64 * MiB, disks: [16 * MiB, 16 * MiB] });
  path = `/instances/${guestId}/snapshots/`;
  await user.nano.succeed('POST', path, { name: 'off' });
  await user.start(guestId);
  await user.nano.succeed('POST', path, { name: 'on' });
});
afterAll(() => real?.[Symbol.asyncDispose]());

const exec = async (...command: [string, ...string[]]) => (await real.daemon.exec(...command)).stdout;
const virsh = (...args: string[]) => exec('virsh', '-q', ...args);
const names = async () => Object.keys(await user.nano.get(path)).sort();

/** Kills the program that long after the request was sent. True if that was answered with success all the same. */
async function disturb(victim: string, afterMs: number, request: Promise<NanoAnswer>): Promise<boolean> {
  const answered = request.catch(() => undefined);
  // A stimulus at a moment of the work, not a wait for anything.
  await delay(afterMs);
  await killDevProgram(real.cluster.data, victim);
  await reviveDevPrograms(real.cluster, ['control-plane', 'cell1']);
  const answer = await answered;
  await user.settled();
  return answer?.error_code === 0;
}

/** The API, libvirt and each disk have the same snapshots. */
async function expectSameEverywhere(): Promise<void> {
  const told = await names();
  expect((await virsh('snapshot-list', guestId, '--name')).trim().split(/\s+/).sort()).toEqual(told);
  for (const index of [0, 1]) {
    const disk = join(real.disks, `${guestId}.${index}.qcow2`);
    const info = JSON.parse(await exec('qemu-img', 'info', '-U', '--output', 'json', disk));
    expect(info.snapshots.map(({ name }: { name: string }) => name).sort()).toEqual(told);
  }
  expect((await readdir(real.disks)).filter((name) => name.includes('restore'))).toEqual([]);
}

const moments = ['cell1', 'control-plane'].flatMap((victim) =>
  [10, 60, 200].map((afterMs) => ({ victim, afterMs, name: `${victim}-${afterMs}` })),
);

test.each(moments)('$victim is killed $afterMs ms into a snapshot of a running guest', async (moment) => {
  const { victim, afterMs, name } = moment;
  const before = await names();
  const succeeded = await disturb(victim, afterMs, user.nano.call('POST', path, { name }));
  const done = [...before, name].sort();
  expect(succeeded ? [done] : [before, done]).toContainEqual(await names());
  await expectSameEverywhere();
  expect(await user.nano.get(`/instances/${guestId}`)).toMatchObject({ running: true });
});

test.each(moments)('$victim is killed $afterMs ms into a restore', async ({ victim, afterMs }) => {
  const before = await virsh('dumpxml', '--inactive', '--security-info', guestId);
  await disturb(victim, afterMs, user.nano.call('PUT', path, { target: 'on' }));
  expect(await virsh('dumpxml', '--inactive', '--security-info', guestId)).toBe(before);
  await expectSameEverywhere();
  expect(await user.nano.get(`/instances/${guestId}`)).toMatchObject({ running: true });
});

test.each(moments)('$victim is killed $afterMs ms into a deletion', async ({ victim, afterMs, name }) => {
  if (!(await names()).includes(name)) await user.nano.succeed('POST', path, { name });
  const before = await names();
  const succeeded = await disturb(victim, afterMs, user.nano.call('DELETE', path + name));
  const done = before.filter((one) => one !== name);
  expect(succeeded ? [done] : [before, done]).toContainEqual(await names());
  await expectSameEverywhere();
});

test('the guest goes with all of them', async () => {
  await user.delete(guestId);
  await user.settled();
  expect((await readdir(real.disks)).filter((name) => name.startsWith(guestId))).toEqual([]);
  expect((await virsh('list', '--all', '--name')).trim()).toBe('');
});
