import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a tool and returns what it printed. @throws Error with the command and its complaint. */
export async function run(command: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await execute(command, [...args], { maxBuffer: 16 * 2 ** 20 })).stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    if (code === 'ENOENT') throw new Error(`${command} is missing; run scripts/install-dependencies`);
    throw new Error(`${[command, ...args].join(' ')}: ${stderr?.trim() || String(error)}`);
  }
}

/** The same for what may be gone already. */
export async function attempt(command: string, ...args: readonly string[]): Promise<void> {
  await execute(command, [...args]).catch(() => undefined);
}

/** Asks again and again until it holds. @throws Error after `timeoutMs` with what was waited for. */
export async function until(
  what: string,
  timeoutMs: number,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
