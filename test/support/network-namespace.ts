/** Network namespaces beside those of libvirt, from which packets come to guests. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { poll } from './poll.ts';

const run = promisify(execFile);
const programs = `${import.meta.dirname}/../real/programs`;

export interface NetworkNamespace extends AsyncDisposable {
  readonly pid: number;
  /** Runs a command in it and returns what it printed. */
  run(command: string, ...args: string[]): Promise<string>;
  /** Starts a program of `test/real/programs` in it and returns when it has said that it is ready. */
  serve(program: string, ...args: string[]): Promise<void>;
  /** What becomes of each knock, in the order given. */
  knock(...knocks: readonly Knock[]): Promise<string[]>;
}

export interface Knock {
  readonly protocol: 'tcp' | 'udp';
  readonly host: string;
  readonly port: number;
  readonly source?: string;
  readonly sourcePort?: number;
}

/** Both mean that the guest was reached. */
export const reached = (result: string) => result === 'open' || result === 'refused';

export async function openNamespace(): Promise<NetworkNamespace> {
  const holder = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' });
  const pid = holder.pid ?? 0;
  const own = await readlink('/proc/self/ns/net');
  await poll('there is a namespace', async () => {
    const its = await readlink(`/proc/${pid}/ns/net`).catch(() => own);
    return its !== own;
  });
  const started: ChildProcess[] = [holder];
  const inside = namespaceOf(pid);
  await inside.run('ip', 'link', 'set', 'lo', 'up');
  return {
    ...inside,
    async serve(program, ...args) {
      const server = spawn(
        'nsenter',
        ['-t', String(pid), '--net', process.execPath, `${programs}/${program}`, ...args],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      started.push(server);
      await once(server.stdout, 'data');
    },
    async [Symbol.asyncDispose]() {
      for (const child of started.toReversed()) {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }
    },
  };
}

/** The namespace of a process that is another's to end. */
export function namespaceOf(pid: number): Pick<NetworkNamespace, 'pid' | 'run' | 'knock'> {
  const enter = async (command: string, ...args: string[]) =>
    (await run('nsenter', ['-t', String(pid), '--net', '--', command, ...args])).stdout;
  return {
    pid,
    run: enter,
    async knock(...knocks) {
      return JSON.parse(await enter(process.execPath, `${programs}/knock.mjs`, JSON.stringify(knocks)));
    },
  };
}

/** Connects two namespaces by a cable; the end in the first one is a port of its bridge. */
export async function plug(
  host: Pick<NetworkNamespace, 'run'>,
  bridge: string,
  port: string,
  peer: Pick<NetworkNamespace, 'pid' | 'run'>,
  addresses: readonly string[],
): Promise<void> {
  await host.run(
    'ip',
    'link',
    'add',
    port,
    'type',
    'veth',
    'peer',
    'name',
    'eth0',
    'netns',
    String(peer.pid),
  );
  await host.run('ip', 'link', 'set', port, 'master', bridge, 'up');
  for (const address of addresses) await peer.run('ip', 'addr', 'add', address, 'dev', 'eth0', 'nodad');
  await peer.run('ip', 'link', 'set', 'eth0', 'up');
}
