import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { poll } from '../support/poll.ts';
import type { DebianRoot } from './debian-root.ts';
import { NotifyListener } from './notify-listener.ts';

/** As a unit would: runs a program in the root with a socket to notify, until it has given notices; then ends it. */
export async function runService(
  debian: DebianRoot,
  program: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<{ messages: readonly string[]; output: string; exitCode: unknown }> {
  const socket = join(debian.folder, 'run/notify.sock');
  await rm(socket, { force: true });
  await using listener = await NotifyListener.open(socket);
  const child = spawn('unshare', [...debian.entry, ...program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      NOTIFY_SOCKET: '/run/notify.sock',
      WATCHDOG_USEC: '1500000',
      ...settings,
    },
  });
  const exited = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const told = () => ['READY=1', 'WATCHDOG=1'].every((message) => listener.messages.includes(message));
  try {
    await poll('ready and alive', () => told() || child.exitCode !== null, 120_000);
    if (child.exitCode !== null) throw new Error('it ended');
    const [inner] = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).split(' ');
    process.kill(Number(inner), 'SIGTERM');
    const [exitCode] = await exited;
    await poll('the last notice', () => listener.messages.includes('STOPPING=1'));
    return { messages: listener.messages, output, exitCode };
  } catch (cause) {
    throw new Error(`${program.join(' ')}: ${listener.messages.join(', ')}\n${output}`, { cause });
  } finally {
    child.kill('SIGKILL');
  }
}
