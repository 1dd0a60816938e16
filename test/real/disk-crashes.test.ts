/**
 * kill -9 of either program while disks are resized, shrunk, copied and built into images on real libvirt: what was asked
 * for is done or undone, the content is the same, no tool goes on and no file is left over.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { devProgram, devPrograms, reviveDevPrograms } from '../support/dev-programs.ts';
import { DevUser } from '../support/dev-user.ts';
import type { Json } from '../support/nano-client.ts';
import { poll } from '../support/poll.ts';
import { type RealCluster, startRealCluster } from '../support/real-cluster.ts';

const run = promisify(execFile);
const MiB = 2 ** 20;
const diskBytes = 96 * MiB;
const programs = ['control-plane', 'cell1'];

let folder: string;
let real: RealCluster;
let user: DevUser;
let guestId: string;
let disk: string;
/** What the disk has to show at all times. */
let reference: string;

/**
 * In place of qemu-img. As the file `pace` says it copies slowly, or stops itself before or after the resizing of a file;
 * so whatever the speed of this machine, the kill comes in the middle.
 */
const pacedTool = (at: string) => `#!/bin/sh
pace=$(cat ${at}/pace)
tool=$(PATH=\${PATH#*:} command -v qemu-img)
case $1-$pace in
convert-slow) shift; exec $tool convert -r 8M "$@" ;;
resize-before) echo $$ > ${at}/stopped; kill -STOP $$ ;;
resize-after) $tool "$@"; echo $$ > ${at}/stopped; kill -STOP $$; exit ;;
esac
exec $tool "$@"
`;
const setPace = (pace: 'full' | 'slow' | 'before' | 'after') => writeFile(join(folder, 'pace'), pace);

beforeAll(async () => {
  folder = await mkdtemp('/tmp/cellar-paced-');
  const tool = join(folder, 'qemu-img');
  await writeFile(tool, pacedTool(folder));
  await chmod(tool, 0o755);
  await setPace('full');
  real = await startRealCluster(folder);
  user = await DevUser.login(real.cluster);
  guestId = await user.create('crashing', { disks: [diskBytes, 16 * MiB] });
  disk = join(real.disks, `${guestId}.0.qcow2`);
  const areas = Array.from({ length: 8 }, (_, n) => ['-c', `write -q -P ${n + 1} ${n * 8}M 8M`]).flat();
  // What was zeroed is what the compaction gives back.
  await run('qemu-io', ['-f', 'qcow2', ...areas, '-c', 'write -q -P 0 64M 24M', disk]);
  reference = join(folder, 'reference.qcow2');
  await copyFile(disk, reference);
});
afterEach(() => setPace('full'));
afterAll(async () => {
  await real?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Ends a program as a crash does; the pid was looked up before, so that this takes no time. */
async function kill(name: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await poll(`${name} is gone`, () => devPrograms(real.cluster.data).get(name) !== pid);
}

/** Command lines of the tools that work on this guest's disks. */
function toolsAtWork(): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes('qemu-img') && line.includes(guestId));
}

const leftovers = async () => (await readdir(real.disks)).filter((name) => /\.(part|export)/.test(name));
const sizeOf = async (path: string) => (await stat(path).catch(() => ({ size: 0 }))).size;

/** Waits until the tool is well into its work, kills, sees the tool end as well, and brings the program back. */
async function killAtWork(victim: string, unfinished: string): Promise<void> {
  const pid = devProgram(real.cluster.data, victim);
  await poll(`${unfinished} grows`, async () => (await sizeOf(unfinished)) > 4 * MiB);
  await kill(victim, pid);
  await poll('no tool is at work', () => toolsAtWork().length === 0);
  if (victim === 'cell1') {
    // Nobody has tidied up yet, and the tool has not gone on to its end.
    expect(await leftovers()).toHaveLength(1);
    expect(await sizeOf(unfinished)).toBeLessThan(60 * MiB);
  } else await poll('nothing is left over', async () => (await leftovers()).length === 0);
  await setPace('full');
  await reviveDevPrograms(real.cluster, programs);
  await user.settled();
}

async function lastOperation(kind: string): Promise<Json> {
  return (await user.operations(`&kind=${kind}`)).find((operation) => operation.kind === kind);
}

async function expectSameContent(path = disk): Promise<void> {
  expect(await leftovers()).toEqual([]);
  await run('qemu-img', ['check', '-q', path]);
  await run('qemu-img', ['compare', '-q', '-f', 'qcow2', '-F', 'qcow2', reference, path]);
}

test.each(programs)('%s is killed in mid-shrink: the disk is shrunk in the end', async (victim) => {
  await copyFile(reference, disk);
  const before = await sizeOf(disk);
  await setPace('slow');
  const asked = user.nano.call('PUT', `/guests/${guestId}/disks/shrink/0`, {}).catch(() => undefined);
  await killAtWork(victim, `${disk}.part`);
  await asked;
  expect(await lastOperation('shrink-disk')).toMatchObject({ state: 'done' });
  expect(await sizeOf(disk)).toBeLessThan(before);
  await expectSameContent();
});

test.each(programs)('%s is killed in the building of an image: it is whole or not there', async (victim) => {
  await setPace('slow');
  const name = `built-${victim}`;
  const { data } = await user.nano.call('POST', '/disk_images/', { ...user.creator, name, guest: guestId });
  await killAtWork(victim, `${disk}.export.qcow2`);
  const { state } = await lastOperation('build-image');
  const files = await readdir(join(real.cluster.data, 'control-plane/images/disk_images'));
  const built = files.filter((file) => file.startsWith(data.id));
  if (state === 'done') {
    expect(await user.nano.get(`/disk_images/${data.id}`)).toMatchObject({ created: true });
    const [file] = built;
    await expectSameContent(join(real.cluster.data, 'control-plane/images/disk_images', file ?? ''));
  } else {
    expect(state).toBe('failed');
    expect(built).toEqual([]);
  }
  await expectSameContent();
});

test.each([
  { victim: 'cell1', moment: 'before' },
  { victim: 'cell1', moment: 'after' },
  { victim: 'control-plane', moment: 'before' },
  { victim: 'control-plane', moment: 'after' },
] as const)('$victim is killed $moment the file of a disk is extended', async ({ victim, moment }) => {
  const [present] = (await user.nano.get(`/guests/${guestId}`)).disks as number[];
  const size = (present ?? 0) + 8 * MiB;
  await setPace(moment);
  const pid = devProgram(real.cluster.data, victim);
  const resized = { size, immediate: false };
  const asked = user.nano.call('PUT', `/guests/${guestId}/disks/resize/0`, resized).catch(() => undefined);
  const stopped = join(folder, 'stopped');
  await poll('the tool has stopped', async () => (await sizeOf(stopped)) > 0);
  const tool = Number(readFileSync(stopped, 'utf8'));
  await kill(victim, pid);
  await rm(stopped);
  await setPace('full');
  if (victim !== 'cell1') process.kill(tool, 'SIGCONT');
  await poll('no tool is at work', () => toolsAtWork().length === 0);
  await reviveDevPrograms(real.cluster, programs);
  await user.settled();
  await asked;
  expect(await lastOperation('resize-disk')).toMatchObject({ state: 'done' });
  expect((await user.nano.get(`/guests/${guestId}`)).disks[0]).toBe(size);
  const info = await run('qemu-img', ['info', '--output', 'json', disk]);
  expect(JSON.parse(info.stdout)['virtual-size']).toBe(size);
  await expectSameContent();
});

test('the guest starts from it, and goes with all its files', async () => {
  expect(await user.start(guestId)).toMatchObject({ error_code: 0 });
  await user.stop(guestId);
  await user.delete(guestId);
  await user.settled();
  expect((await readdir(real.disks)).filter((name) => name.startsWith(guestId))).toEqual([]);
});
