/** `cellar dev` as a program: many simulated cells, its folder, its end, and its death. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contradictions } from '../faults/consistency.ts';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { devProgram, devPrograms, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';

const run = promisify(execFile);
const program = resolve(import.meta.dirname, '../../dist/cellar.js');
const MiB = 2 ** 20;
let folder: string;
const started: RunningDevCluster[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-simulator-'));
});
afterAll(async () => {
  for (const cluster of started) await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(name: string, cells: number): Promise<RunningDevCluster> {
  const cluster = await startDevCluster({ cells, hypervisor: 'fake', data: join(folder, name) });
  started.push(cluster);
  return cluster;
}

const namesOf = (guests: readonly Json[]) => guests.map(({ name, running }) => `${name} ${running}`);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function end(cluster: RunningDevCluster): Promise<void> {
  process.kill(cluster.pid, 'SIGTERM');
  await poll('cellar dev has ended', () => !isAlive(cluster.pid));
}

test('forty cells share one process, take guests from one image, and end together', async () => {
  const cluster = await start('many', 40);
  expect(cluster.cells).toHaveLength(40);
  expect(new Set(cluster.cells.map(({ name }) => name)).size).toBe(40);
  expect(new Set(cluster.cells.map(({ pid }) => pid)).size).toBe(1);
  const user = await DevUser.login(cluster);
  const from_image = await user.uploadImage('shared', 2 * MiB);
  const names = Array.from({ length: 80 }, (_, n) => `guest${n}`);
  const ids = await Promise.all(names.map((name) => user.create(name, { from_image })));
  const guests = await user.guests();
  expect(new Set(guests.map(({ cell }) => cell)).size).toBe(40);
  const states = await Promise.all(ids.slice(0, 10).map((id) => user.start(id)));
  expect(states.every(({ error_code }) => error_code === 0)).toBe(true);
  await end(cluster);
  expect([...devPrograms(cluster.data).keys()]).toEqual([]);
});

test('a folder in use is refused to a second one, which leaves the first alone', async () => {
  const cluster = await start('shared', 1);
  const second = ['dev', '--cells', '1', '--data', cluster.data, '--ports', 'auto'];
  const refused = run(process.execPath, [program, ...second]);
  await expect(refused).rejects.toMatchObject({ code: 5, stderr: expect.stringContaining('in use') });
  const user = await DevUser.login(cluster);
  expect(await user.guests()).toEqual([]);
  await end(cluster);
});

test('a used folder goes on from what is there, also after the death of everything', async () => {
  const first = await start('used', 2);
  const user = await DevUser.login(first);
  const ids = [await user.create('one'), await user.create('two')];
  expect((await user.start(ids[0] ?? '')).error_code).toBe(0);
  const before = namesOf(await user.guests());
  await end(first);

  const second = await start('used', 2);
  expect(second).toMatchObject({ user: first.user, password: first.password, nano: first.nano });
  const again = await DevUser.login(second);
  await poll('the guests are as they were', async () => `${namesOf(await again.guests())}` === `${before}`);

  process.kill(second.pid, 'SIGKILL');
  await poll('its programs have ended with it', () => devPrograms(second.data).size === 0);
  const third = await start('used', 2);
  const last = await DevUser.login(third);
  expect(third.password).toBe(first.password);
  await poll('the guests are still the same', async () => `${namesOf(await last.guests())}` === `${before}`);
  expect(await contradictions(third.data, last)).toEqual([]);
  await end(third);
});

test('it goes on when all its programs have died, and ends when told to', async () => {
  const cluster = await start('empty', 1);
  for (const name of ['cell1', 'control-plane']) process.kill(devProgram(cluster.data, name), 'SIGKILL');
  await poll('both are dead', () => devPrograms(cluster.data).size === 0);
  await reviveDevPrograms(cluster, ['cell1', 'control-plane']);
  const user = await DevUser.login(await answering(cluster));
  await user.settled();
  await end(cluster);
});

async function answering(cluster: RunningDevCluster): Promise<RunningDevCluster> {
  const answers = () =>
    fetch(`${cluster.nano}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await poll('the control plane answers', answers);
  return cluster;
}
