import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { procGuestProcesses } from './guest-processes.ts';

const processes = procGuestProcesses();
const forEver = 'setInterval(() => undefined, 1000)';

test('a guest’s process is found by its id, told from others and killed', async () => {
  const guestId = randomUUID();
  const options = { argv0: 'qemu-system-x86_64', stdio: 'ignore' } as const;
  const child = spawn(process.execPath, ['-e', forEver, '--', '-uuid', guestId], options);
  const bystander = spawn(process.execPath, ['-e', forEver, '--', '-uuid', guestId], { stdio: 'ignore' });
  await Promise.all([once(child, 'spawn'), once(bystander, 'spawn')]);
  try {
    const found = processes.find([guestId, randomUUID()]);
    expect([...found.keys()]).toEqual([guestId]);
    const identity = found.get(guestId);
    if (identity === undefined) throw new Error('the process was not found');
    expect(identity.pid).toBe(child.pid);
    const later = { ...identity, startTicks: identity.startTicks + 1 };
    expect(processes.isAlive(later)).toBe(false);
    processes.kill(later);
    expect(processes.isAlive(identity)).toBe(true);
    const exited = once(child, 'exit');
    processes.kill(identity);
    expect(await exited).toEqual([null, 'SIGKILL']);
    expect(processes.isAlive(identity)).toBe(false);
    processes.kill(identity);
    expect(bystander.exitCode).toBeNull();
  } finally {
    child.kill('SIGKILL');
    bystander.kill('SIGKILL');
  }
});
