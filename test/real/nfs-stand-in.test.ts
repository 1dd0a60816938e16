/**
 * Guests on an export that libvirt mounts by pools of type netfs. The kernel's NFS client is a stand-in: all but the
 * transport is real.
 */
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabCluster, startLab } from '../support/lab-cluster.ts';
import { poll } from '../support/poll.ts';
import { labHosts, StorageLab } from '../support/storage-lab.ts';

const deadlineMs = 90_000;
let lab: LabCluster;
let pools: StorageLab;

beforeAll(async () => {
  lab = await startLab({ hosts: 2, pool: null, nfsStandIn: true });
  pools = await StorageLab.of(lab);
});
afterAll(() => lab?.stop());

test('an NFS export by a stand-in for mount.nfs is mounted by libvirt, boots a guest, is mounted again when it is gone, and let go of', async () => {
  const target = join(lab.plan.record.data, 'export');
  await mkdir(target);
  await rename(target, `${target}-away`);
  await pools.makePool('nfs', { type: 'nfs', host: '127.0.0.1', target }, labHosts);
  await pools.failed('nfs', 'host1', 'No such file or directory');
  await rename(`${target}-away`, target);
  for (const host of labHosts) await pools.attached('nfs', host);

  const { id, host } = await pools.bootOn('nfs');
  const mounts = await lab.host(host).run('cat', '/proc/mounts');
  expect(mounts).toContain('fuse.nfs');
  expect(await lab.host(host).run('virsh', 'pool-list', '--autostart', '--name')).toContain('cellar-nfs');
  expect(await readdir(join(target, 'cellar/disks'))).toEqual([`${id}.0.qcow2`]);
  expect(await readdir(join(target, 'cellar/images'))).toHaveLength(1);

  const other = labHosts.find((name) => name !== host) ?? 'host2';
  await lab.host(other).run('virsh', 'pool-destroy', 'cellar-nfs');
  await poll('it is mounted again', async () =>
    (await lab.host(other).run('cat', '/proc/mounts')).includes('fuse.nfs'),
  );
  await pools.attached('nfs', other);

  expect((await pools.user.delete(id)).error_code).toBe(0);
  await pools.removePool('nfs');
  for (const name of labHosts) {
    const gone = async () =>
      !(await lab.host(name).run('virsh', 'pool-list', '--all')).includes('cellar-nfs');
    await poll(`${name} has let go of it`, gone, deadlineMs);
    expect(await lab.host(name).run('cat', '/proc/mounts')).not.toContain('fuse.nfs');
  }
}, 300_000);
