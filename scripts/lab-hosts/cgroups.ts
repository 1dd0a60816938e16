/** One cgroup for each host keeps the guests of several libvirtds apart, and knows every process that belongs to it. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { until } from './run.ts';

const root = '/sys/fs/cgroup';
/** Where processes are only counted together: what an init system keeps its services in. */
export const namedHierarchies: readonly string[] = ['systemd', 'unified'];
const controllers: readonly string[] = [
  'pids',
  'cpu',
  'cpuacct',
  'cpuset',
  'memory',
  'devices',
  'freezer',
  'blkio',
];

/** Folders of the cgroup in each hierarchy. @throws Error where the machine has none. */
export function cgroupFolders(name: string, also: readonly string[] = []): string[] {
  const version1 = [...controllers, ...also].filter((each) => existsSync(`${root}/${each}/cgroup.procs`));
  if (version1.length > 0) return version1.map((controller) => `${root}/${controller}/${name}`);
  if (existsSync(`${root}/cgroup.procs`)) return [`${root}/${name}`];
  throw new Error(`no cgroups are mounted at ${root}: a lab needs them to keep its hosts apart`);
}

export async function makeCgroup(name: string, also: readonly string[] = []): Promise<void> {
  for (const folder of cgroupFolders(name, also)) {
    await mkdir(folder, { recursive: true });
    if (!folder.startsWith(`${root}/cpuset/`)) continue;
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      // A fresh cpuset is empty and takes no process.
      await writeFile(`${folder}/${file}`, await readFile(`${root}/cpuset/${file}`));
    }
  }
}

/** Shell text that moves the shell into the cgroup. */
export function joinCgroup(name: string, also: readonly string[] = []): string {
  return cgroupFolders(name, also)
    .map((folder) => `echo $$ > ${folder}/cgroup.procs`)
    .join(' && ');
}

/** Shell text that, in a cgroup namespace, makes the cgroup look like the whole tree. */
export function mountCgroups(name: string): string {
  const folders = cgroupFolders(name);
  if (folders.length === 1) return `mount -t cgroup2 cgroup2 ${root}`;
  const mounts = folders.map((folder) => {
    const controller = folder.split('/')[4];
    return `mkdir ${root}/${controller}; mount -t cgroup -o ${controller} cgroup ${root}/${controller}`;
  });
  return [`mount -t tmpfs tmpfs ${root}`, ...mounts].join('\n');
}

/** Pids of all processes in the cgroup and below it. */
export async function cgroupProcesses(name: string): Promise<number[]> {
  const pids = new Set<number>();
  for (const folder of cgroupFolders(name)) await collect(folder, pids);
  return [...pids];
}

/** Freezes or thaws every process of the cgroup, guests too. */
export async function freeze(name: string, frozen: boolean): Promise<void> {
  const version1 = `${root}/freezer/${name}/freezer.state`;
  if (existsSync(version1)) await writeFile(version1, frozen ? 'FROZEN' : 'THAWED');
  else await writeFile(`${root}/${name}/cgroup.freeze`, frozen ? '1' : '0');
}

/** Ends every process of the cgroup at once and removes it. Harmless when it is gone. */
export async function removeCgroup(name: string, also: readonly string[] = []): Promise<void> {
  const folders = cgroupFolders(name, also);
  if (!folders.some((folder) => existsSync(folder))) return;
  await freeze(name, false).catch(() => undefined);
  await until(`the end of all processes of ${name}`, 60_000, async () => {
    for (const pid of await cgroupProcesses(name)) kill(pid);
    for (const folder of folders) await removeTree(folder);
    return folders.every((folder) => !existsSync(folder));
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended meanwhile
  }
}

async function collect(folder: string, pids: Set<number>): Promise<void> {
  const text = await readFile(`${folder}/cgroup.procs`, 'utf8').catch(() => '');
  for (const pid of text.split('\n').filter(Boolean)) pids.add(Number(pid));
  for (const below of await foldersIn(folder)) await collect(below, pids);
}

async function removeTree(folder: string): Promise<void> {
  for (const below of await foldersIn(folder)) await removeTree(below);
  await rmdir(folder).catch(() => undefined);
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`);
}

/** Names of the cgroups that begin so. */
export function cgroupNames(prefix: string): string[] {
  const parents = cgroupFolders('');
  const names = parents.flatMap((parent) => readdirSync(parent).filter((name) => name.startsWith(prefix)));
  return [...new Set(names)];
}
