/** The programs that a `cellar dev` runs, as the kernel knows them: they change with each revival. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { poll } from './poll.ts';

/**
 * Pids of the living programs of a data folder: `control-plane`, the cells or simulators by name, and with `-keeper`
 * behind it the lease keeper of each real cell.
 */
export function devPrograms(data: string): Map<string, number> {
  const programs = new Map<string, number>();
  for (const pid of readdirSync('/proc')) {
    const folder = /^\d+$/.test(pid) ? dataFolderOf(pid) : undefined;
    const parent = folder === undefined ? undefined : dirname(folder);
    if (folder !== undefined && (parent === data || parent === `${data}/cells`))
      programs.set(`${basename(folder)}${isKeeper(pid) ? '-keeper' : ''}`, Number(pid));
  }
  return programs;
}

/** @throws Error if there is none of that name. */
export function devProgram(data: string, name: string): number {
  const pid = devPrograms(data).get(name);
  if (pid === undefined) throw new Error(`no program ${name} of ${data} is running`);
  return pid;
}

/** Ends it as a crash does and returns when it is gone. */
export async function killDevProgram(data: string, name: string): Promise<void> {
  const pid = devProgram(data, name);
  process.kill(pid, 'SIGKILL');
  await poll(`${name} is gone`, () => devPrograms(data).get(name) !== pid);
}

/** Has the dead ones started again and returns when they run. */
export async function reviveDevPrograms(
  cluster: { readonly pid: number; readonly data: string },
  names: readonly string[],
): Promise<void> {
  const missing = () => names.filter((name) => !devPrograms(cluster.data).has(name));
  await poll(`${names} run`, () => {
    if (missing().length === 0) return true;
    process.kill(cluster.pid, 'SIGHUP');
    return false;
  });
}

function isKeeper(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[2] === 'keeper';
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

function dataFolderOf(pid: string): string | undefined {
  try {
    // Tools that they run have their environment.
    if (readlinkSync(`/proc/${pid}/exe`) !== process.execPath) return undefined;
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return variables.find((variable) => variable.startsWith('CELLAR_DATA='))?.slice('CELLAR_DATA='.length);
  } catch {
    // It has ended meanwhile, or is another user's.
    return undefined;
  }
}
