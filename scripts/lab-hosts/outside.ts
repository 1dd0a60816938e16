/** What a lab runs outside its hosts, in a cgroup by which it is found again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cgroupProcesses, joinCgroup } from './cgroups.ts';
import type { LabPlan } from './plan.ts';

/** Starts a program that goes on when this one ends; its log is `NAME.log` in the lab's folder. */
export function startOutside(
  plan: LabPlan,
  name: string,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const log = openSync(join(plan.record.data, `${name}.log`), 'a', 0o600);
  const { PATH, HOME } = process.env;
  const child = spawn('bash', ['-c', `${joinCgroup(plan.cgroup)} && exec "$@"`, 'bash', ...command], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: `${PATH}:/usr/sbin`, HOME, ...environment },
  });
  closeSync(log);
  child.unref();
  return child;
}

/** The pid of the program whose command line is like that; null while there is none. */
export async function findOutside(
  { cgroup }: LabPlan,
  isIt: (words: readonly string[]) => boolean,
): Promise<number | null> {
  for (const pid of await cgroupProcesses(cgroup)) {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (isIt(words)) return pid;
  }
  return null;
}
