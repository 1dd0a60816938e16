/** A whole Cellar of its own for a test: the built `cellar dev` on free ports and a temporary folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { devPrograms } from './dev-programs.ts';
import { removeHostTables } from './host-tables.ts';

const program = resolve(import.meta.dirname, '../../dist/cellar.js');
const readyWithinMs = 60_000;

const readyLine = z.object({
  ready: z.literal(true),
  pid: z.number(),
  controlPlanePid: z.number(),
  cells: z.array(z.object({ name: z.string(), pid: z.number() })),
  nano: z.string(),
  identity: z.string(),
  adjutant: z.string(),
  rs: z.string(),
  broker: z.string(),
  user: z.string(),
  password: z.string(),
});

export interface DevClusterOptions {
  readonly cells: number;
  readonly hypervisor: 'fake' | 'libvirt';
  /** More variables of the configuration, e.g. `CELLAR_NANO_WEB_ROOT`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder that stays at the end; without it a fresh one that goes. */
  readonly data?: string;
}

export interface RunningDevCluster extends z.output<typeof readyLine>, AsyncDisposable {
  readonly data: string;
  /** Ends all its programs and removes its folder, unless that was given. */
  stop(): Promise<void>;
}

/** Returns when all cells are alive. @throws Error with what it printed if that does not happen. */
export async function startDevCluster(options: DevClusterOptions): Promise<RunningDevCluster> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'cellar-dev-')));
  const child = spawn(process.execPath, [program, 'dev', ...argumentsOf(options, data)], {
    // Sessions outlast what a busy machine takes.
    env: { CELLAR_NANO_SESSION_TIMEOUT_S: '3600', ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    // What a failed test left, stopped or orphaned.
    for (const pid of devPrograms(data).values()) process.kill(pid, 'SIGKILL');
    if (options.hypervisor === 'libvirt') await removeHostTables(join(data, 'control-plane/cellar.db'));
    if (options.data === undefined) await rm(data, { recursive: true, force: true });
  };
  try {
    const ready = await readReadyLine(child);
    return { ...ready, data, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function argumentsOf({ cells, hypervisor }: DevClusterOptions, data: string): string[] {
  return ['--cells', String(cells), '--hypervisor', hypervisor, '--data', data, '--ports', 'auto', '--json'];
}

async function readReadyLine(child: ChildProcess): Promise<z.output<typeof readyLine>> {
  if (child.stdout === null || child.stderr === null) throw new Error('cellar dev has no output');
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const lines = createInterface(child.stdout);
  const timer = setTimeout(() => lines.close(), readyWithinMs);
  try {
    for await (const line of lines) return readyLine.parse(JSON.parse(line));
  } finally {
    clearTimeout(timer);
  }
  throw new Error(`cellar dev did not get ready: ${complaints}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
