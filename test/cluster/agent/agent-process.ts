/** The agent as its own process, as people start it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const main = resolve(import.meta.dirname, '../../../cell-agent/src/main.ts');

export interface ReadyLine {
  readonly ready: true;
  readonly cell: string;
  readonly cellId: string;
  readonly port: number;
  readonly consolePort: number;
  readonly pid: number;
}

const settings = {
  CELLAR_AGENT_LISTEN: '127.0.0.1',
  CELLAR_AGENT_PORT: '0',
  CELLAR_AGENT_CONSOLE_PORT: '0',
  CELLAR_LOG_LEVEL: 'warn',
};

function start(args: readonly string[], by: readonly string[] = []): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('CELLAR_'));
  const env = { ...Object.fromEntries(inherited), ...settings };
  const [program = process.execPath, ...words] = [...by, process.execPath, main, ...args];
  return spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

interface EndedAgent {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command that ends by itself. */
export function runAgent(...args: string[]): Promise<EndedAgent> {
  return runAgentBy([], ...args);
}

/** @param by words that start it, e.g. `faketime -f +1h`. */
export async function runAgentBy(by: readonly string[], ...args: string[]): Promise<EndedAgent> {
  const child = start(args, by);
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode, stdout, stderr };
}

export interface AgentProcess extends AsyncDisposable {
  readonly cells: readonly ReadyLine[];
  /** Returns the exit code; null after a killing signal. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Returns when so many cells are ready. */
export async function startAgent(count: number, ...args: string[]): Promise<AgentProcess> {
  const child = start(args);
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const errors = text(child.stderr);
  const exited = once(child, 'exit');
  const cells: ReadyLine[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    cells.push(JSON.parse(line) as ReadyLine);
    if (cells.length === count) break;
  }
  if (cells.length < count) throw new Error(`the agent ended early: ${await errors}`);
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  };
  return {
    cells,
    stop,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await stop('SIGKILL');
    },
  };
}
