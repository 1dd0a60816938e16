/** Guests on a directory that two real hosts see at the same path. */
import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import { labHosts, StorageLab } from '../support/storage-lab.ts';

const run = promisify(execFile);
let lab: LabCluster;
let pools: StorageLab;

beforeAll(async () => {
  lab = await startLab({ hosts: 2, pool: null, shared: true });
  pools = await StorageLab.of(lab);
});
afterAll(() => lab?.stop());

test('a directory that both hosts see holds a running guest and its base image once; a restarted agent finds it again', async () => {
  const target = join(lab.sharedFolder, 'pool');
  await mkdir(target);
  await pools.makePool('directory', { type: 'directory', target }, labHosts);
  for (const host of labHosts) await pools.attached('directory', host);
  const { id, host } = await pools.bootOn('directory');
  expect(await readdir(join(target, 'cellar/disks'))).toEqual([`${id}.0.qcow2`]);
  const [image = '', ...others] = await readdir(join(target, 'cellar/images'));
  expect(others).toEqual([]);
  const disk = join(target, 'cellar/disks', `${id}.0.qcow2`);
  const { stdout } = await run('qemu-img', ['info', '--force-share', '--output=json', disk]);
  expect(JSON.parse(stdout)['backing-filename']).toBe(`../images/${image}`);

  await lab.host(host).kill('agent');
  await lab.host(host).start('agent');
  await pools.attached('directory', host);
  expect((await pools.user.nano.get(`/guests/${id}`)).running).toBe(true);
  expect((await pools.user.delete(id)).error_code).toBe(0);
  expect(await readdir(join(target, 'cellar/disks'))).toEqual([]);
  await pools.removePool('directory');
});

test('a directory that is another one on each host is refused', async () => {
  const target = `/var/tmp/own-${basename(lab.plan.record.data)}`;
  for (const host of labHosts) await lab.host(host).run('mkdir', '-p', target);
  await lab.host('host2').run('mount', '-t', 'tmpfs', 'tmpfs', target);
  await pools.makePool('own', { type: 'directory', target }, ['host1']);
  await pools.attached('own', 'host1');
  await pools.user.nano.succeed('POST', '/compute_pool_cells/own/host2');
  await pools.failed('own', 'host2', 'It must be the same on every cell');
  await pools.removePool('own');
  await lab.host('host2').run('umount', target);
  await run('rm', ['-rf', target]);
});
