import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { poll } from './poll.ts';

const ROOT = '/sys/fs/cgroup';
const V1_CONTROLLERS = ['cpu', 'cpuacct', 'cpuset', 'memory', 'devices', 'freezer', 'blkio', 'pids'];

/** Cgroups of one private daemon; `join` is shell text that moves the shell into them. */
export type PrivateCgroup = { folders: readonly string[]; join: string };

/**
 * Makes cgroups for a private daemon, so that its guests' cgroups do not meet those of other daemons. Writes to `dir`
 * a script that mounts them in a fresh cgroup namespace, where they look like the whole tree.
 */
export async function enterCgroup(dir: string): Promise<PrivateCgroup> {
  const name = `cellar-test-${randomBytes(4).toString('hex')}`;
  const version1 = V1_CONTROLLERS.filter((controller) => existsSync(`${ROOT}/${controller}/cgroup.procs`));
  const folders = version1.length > 0 ? version1.map((c) => `${ROOT}/${c}/${name}`) : [`${ROOT}/${name}`];
  for (const folder of folders) await mkdir(folder, { recursive: true });
  if (version1.includes('cpuset')) {
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      // A fresh cpuset is empty and takes no process.
      await writeFile(`${ROOT}/cpuset/${name}/${file}`, await readFile(`${ROOT}/cpuset/${file}`));
    }
  }
  const mounts =
    version1.length > 0
      ? [
          `mount -t tmpfs tmpfs ${ROOT}`,
          ...version1.map((c) => `mkdir ${ROOT}/${c}; mount -t cgroup -o ${c} cgroup ${ROOT}/${c}`),
        ]
      : [`mount -t cgroup2 cgroup2 ${ROOT}`];
  await writeFile(`${dir}/mount-cgroups.sh`, `${mounts.join('\n')}\n`);
  return { folders, join: folders.map((folder) => `echo $$ > ${folder}/cgroup.procs;`).join(' ') };
}

async function removeTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeTree(`${folder}/${entry.name}`);
  await rmdir(folder).catch(() => {});
}

/** Removes the cgroups once their processes are gone. */
export async function leaveCgroup(cgroup: PrivateCgroup): Promise<void> {
  await poll('the private cgroups are empty', async () => {
    for (const folder of cgroup.folders) await removeTree(folder);
    return cgroup.folders.every((folder) => !existsSync(folder));
  });
}
