/** `kill -9` while images are built and systems reset: each is there whole, or all is as before; no file is left over. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDevCluster, startDevCluster } from '../support/dev-cluster.ts';
import { killDevProgram, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json, NanoAnswer } from '../support/nano-client.ts';
import { contradictions } from './consistency.ts';

const MiB = 2 ** 20;
const programs = ['control-plane', 'cell1'];
let cluster: RunningDevCluster;
let user: DevUser;
let guests: string[];
let image: string;

beforeAll(async () => {
  cluster = await startDevCluster({ cells: 1, hypervisor: 'fake' });
  user = await DevUser.login(cluster);
  image = await user.uploadImage('base', 6 * MiB);
  const names = Array.from({ length: 8 }, (_, n) => `source${n}`);
  guests = await Promise.all(
    names.map((name) => user.create(name, { from_image: image, disks: [16 * MiB] })),
  );
});
afterAll(() => cluster?.stop());

/** An answer that never came is none: what the request did is unknown. */
const orNone = (answer: Promise<NanoAnswer>) => answer.catch(() => undefined);

async function killAndRevive(names: readonly string[], afterMs: number): Promise<void> {
  await delay(afterMs);
  await Promise.all(names.map((name) => killDevProgram(cluster.data, name)));
  await reviveDevPrograms(cluster, programs);
  await user.settled();
  expect(await contradictions(cluster.data, user)).toEqual([]);
  const folders = readdirSync(cluster.data, { recursive: true }) as string[];
  expect(folders.filter((name) => name.endsWith('.export.qcow2'))).toEqual([]);
}

const kills = [
  { what: 'the agent', names: ['cell1'], afterMs: 15 },
  { what: 'the agent', names: ['cell1'], afterMs: 60 },
  { what: 'the control plane', names: ['control-plane'], afterMs: 20 },
  { what: 'the control plane', names: ['control-plane'], afterMs: 70 },
  { what: 'both', names: programs, afterMs: 40 },
];

test.each(kills)('$what, $afterMs ms into the building of images', async ({ names, afterMs }) => {
  const prefix = `built-${names.length}-${names[0]}-${afterMs}`;
  const build = (guest: string, n: number) =>
    orNone(user.nano.call('POST', '/disk_images/', { name: `${prefix}-${n}`, guest }));
  const asked = guests.map(build);
  await killAndRevive(names, afterMs);
  const accepted = (await Promise.all(asked)).filter((answer) => answer?.error_code === 0);
  const images: Json[] = await user.nano.get('/disk_image_search/');
  const built = images.filter(({ name }) => name.startsWith(prefix));
  expect(built.every(({ created, size }) => created && size > 0)).toBe(true);
  for (const { data } of accepted.filter((answer) => answer !== undefined)) {
    const { error_code, data: seen, message } = await user.nano.call('GET', `/disk_images/${data.id}`);
    if (error_code === 0) expect(seen.created).toBe(true);
    else expect(message).not.toContain('invalid disk image');
  }
  const files = readdirSync(join(cluster.data, 'control-plane/images/disk_images'));
  expect(files.map((name) => name.slice(0, 36)).sort()).toEqual(images.map(({ id }) => id).sort());
  for (const { id } of built)
    expect(await user.nano.call('DELETE', `/disk_images/${id}`)).toMatchObject({ error_code: 0 });
});

test.each(kills)('$what, $afterMs ms into the reset of systems', async ({ names, afterMs }) => {
  const asked = guests.map((id) =>
    orNone(user.nano.call('PUT', `/guests/${id}/system/`, { from_image: image })),
  );
  await killAndRevive(names, afterMs);
  await Promise.all(asked);
  const looks = await Promise.all(guests.map((id) => user.nano.call('GET', `/guests/${id}`)));
  expect(looks.map(({ status }) => status)).toEqual(guests.map(() => 200));
});
