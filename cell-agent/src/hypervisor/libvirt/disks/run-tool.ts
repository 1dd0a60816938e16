import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { DomainError } from '../../../../../proto/src/errors.ts';
import { storageFull } from './on-storage.ts';

export interface ToolOptions {
  /** Ends the program with SIGTERM. */
  readonly signal?: AbortSignal | undefined;
  readonly onOutput?: (chunk: string) => void;
  /** What it reads from its standard input; secrets are safe here, others on the host can not see them. */
  readonly input?: string;
}

/** What `setpriv` ends with when there is no such program. */
const NO_SUCH_PROGRAM = 127;

/**
 * Runs one of the host's programs to its end. It ends with the agent, even if that is killed: one that went on would keep
 * the disk from the agent that comes next, and from QEMU.
 * @throws DomainError `cancelled` by the signal; `no_capacity` with reason `disk_full`; `unsupported` with reason
 *   `tool_missing`; `internal` for other failures.
 */
export async function runTool(
  program: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<void> {
  const { signal, onOutput, input } = options;
  if (signal?.aborted) throw cancelled(program, signal.reason);
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  const onAbort = () => void child.kill('SIGTERM');
  signal?.addEventListener('abort', onAbort, { once: true });
  // A program that ends without reading it all tells more by its exit code.
  child.stdin.on('error', () => undefined).end(input);
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => onOutput?.(chunk));
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [exitCode, complaint] = await Promise.all([ended, text(child.stderr)]);
    if (signal?.aborted) throw cancelled(program, signal.reason);
    if (exitCode === NO_SUCH_PROGRAM) throw toolMissing(program, new Error(complaint.trim()));
    if (exitCode !== 0) throw toolFailure(program, complaint.trim());
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw toolMissing('setpriv', error);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

function cancelled(program: string, cause: unknown): DomainError {
  return new DomainError('cancelled', `${program} was cancelled`, { reason: 'cancelled', cause });
}

function toolMissing(program: string, cause: unknown): DomainError {
  return new DomainError('unsupported', `the program ${program} can not be run`, {
    reason: 'tool_missing',
    cause,
  });
}

function toolFailure(program: string, complaint: string): DomainError {
  const cause = new Error(complaint);
  return complaint.includes('No space left on device')
    ? storageFull(cause)
    : new DomainError('internal', `${program} failed`, { reason: 'tool_failed', cause });
}
