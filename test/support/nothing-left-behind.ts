/**
 * Vitest's global setup of every project: one folder for all that the run keeps in temporary files, and at the end a
 * look at what is left of it. Programs are known by that folder, too: they inherit `TMPDIR`, libvirt's QEMU as well.
 */
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { poll } from './poll.ts';

const prefix = 'cellar-run-';

/** @returns what throws when something is left, after it has removed it. */
export default async function nothingLeftBehind(): Promise<(() => Promise<void>) | undefined> {
  // Several projects of one run share it.
  if (basename(tmpdir()).startsWith(prefix)) return undefined;
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // QEMU's user passes through it.
  await chmod(folder, 0o755);
  process.env.TMPDIR = folder;
  return async () => {
    process.env.TMPDIR = dirname(folder);
    const programs = await programsLeft(folder);
    for (const { pid } of programs) process.kill(pid, 'SIGKILL');
    const files = await readdir(folder);
    await rm(folder, { recursive: true, force: true });
    const left = [...programs.map(({ pid, words }) => `process ${pid} (${words})`), ...files];
    if (left.length > 0) throw new Error(`the tests left behind: ${left.join(', ')}`);
  };
}

interface Program {
  readonly pid: number;
  readonly words: string;
}

/** Those that do not end by themselves within a while. */
async function programsLeft(folder: string): Promise<Program[]> {
  let left: Program[] = [];
  const areGone = async () => {
    left = await programsOf(folder);
    return left.length === 0;
  };
  await poll('the programs of the run have ended', areGone, 60_000, 200).catch(() => undefined);
  return left;
}

async function programsOf(folder: string): Promise<Program[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const programs = await Promise.all(pids.map((pid) => programOf(Number(pid), folder)));
  return programs.filter((program) => program !== undefined);
}

/** None for a process that is not of this run, has ended, or is Vitest's own. */
async function programOf(pid: number, folder: string): Promise<Program | undefined> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const [environment, commandLine] = [await read('environ'), await read('cmdline')];
  const isOurs = environment.split('\0').includes(`TMPDIR=${folder}`);
  if (!isOurs || commandLine === '' || /vitest|esbuild/.test(commandLine)) return undefined;
  return { pid, words: commandLine.split('\0').join(' ').trim().slice(0, 200) };
}
