/** The `cellar dev` that quickstart keeps in the background. */
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { waitFor } from './progress.ts';

export interface Cluster {
  readonly pid: number;
  readonly nano: string;
  readonly user: string;
  readonly password: string;
}

const root = resolve(import.meta.dirname, '../..');

/** The running one of this folder, if there is one. */
export function runningCluster(folder: string): Cluster | null {
  try {
    const cluster = parse(readFileSync(join(folder, 'ready.json'), 'utf8'));
    const holder = readFileSync(join(folder, 'dev.pid'), 'utf8');
    const alive = holder.startsWith(`${cluster?.pid} `) && stamp(cluster?.pid ?? 0) === holder;
    return alive ? cluster : null;
  } catch {
    return null;
  }
}

/** Starts one cell on libvirt and its control plane; they stay when this process ends. */
export async function startCluster(folder: string, ports: string): Promise<Cluster> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const ready = join(folder, 'ready.json');
  rmSync(ready, { force: true });
  const child = spawn(
    process.execPath,
    [
      join(root, 'dist/cellar.js'),
      'dev',
      '--cells',
      '1',
      '--hypervisor',
      'libvirt',
      '--data',
      folder,
      '--ports',
      ports,
      '--json',
    ],
    {
      detached: true,
      stdio: ['ignore', openSync(ready, 'w', 0o600), openSync(join(folder, 'dev.log'), 'a', 0o600)],
    },
  );
  child.unref();
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  return waitFor('the start of control plane and cell', 240_000, async () => {
    const cluster = parse(readFileSync(ready, 'utf8'));
    if (!cluster && ended)
      throw new Error(`Cellar did not start:\n${readFileSync(join(folder, 'dev.log'), 'utf8').slice(-2000)}`);
    return cluster;
  });
}

/** Ends it and returns when its processes are gone. Guests keep running. */
export async function stopCluster(folder: string, cluster: Cluster): Promise<void> {
  process.kill(cluster.pid, 'SIGTERM');
  await waitFor('the end of control plane and cell', 60_000, async () =>
    runningCluster(folder) ? null : true,
  );
}

function parse(text: string): Cluster | null {
  return text.endsWith('\n') ? (JSON.parse(text) as Cluster) : null;
}

function stamp(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}
