/**
 * The folder that all hosts see at the same path. It is mounted outside, and the hosts' mount namespaces begin as copies,
 * so that it is one file system to all of them: what one writes or locks, the others see.
 */
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { makeCgroup } from './cgroups.ts';
import { startOutside } from './outside.ts';
import type { LabPlan } from './plan.ts';
import { attempt, until } from './run.ts';

/** libvirt takes a mount of this type for a cluster file system and migrates over it without being forced to. */
const type = 'fuse.glusterfs';

/** Call before hosts boot. */
export async function shareFolder(plan: LabPlan): Promise<void> {
  const { sharedFolder, cgroup } = plan;
  if (!plan.record.shared || (await isMounted(sharedFolder))) return;
  await mkdir(sharedFolder, { recursive: true });
  await chmod(sharedFolder, 0o755);
  await makeCgroup(cgroup);
  const options = ['-f', '-o', 'subtype=glusterfs,nonempty'];
  startOutside(plan, 'shared', ['bindfs', ...options, sharedFolder, sharedFolder], {});
  await until(`${sharedFolder} is shared (see shared.log beside it)`, 20_000, () => isMounted(sharedFolder));
}

/** Takes the mounts of a lab away, also those whose program is gone. */
export async function unshareFolder(sharedFolder: string): Promise<void> {
  while (await isMounted(sharedFolder)) await attempt('umount', '--lazy', sharedFolder);
}

async function isMounted(folder: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  return mounts.split('\n').some((line) => line.includes(` ${folder.replaceAll(' ', '\\040')} ${type} `));
}
