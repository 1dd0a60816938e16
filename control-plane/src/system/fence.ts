import { execFile } from 'node:child_process';
import { DomainError } from '../../../proto/src/errors.ts';
import { hostOf } from '../domain/cell.ts';
import type { Fence } from '../use-cases/ports/index.ts';

const outputLimit = 64 * 1024;

/**
 * Runs the configured command, without a shell, with `{cell}` and `{address}` in its words replaced by the cell's name
 * and host. Exit code 0 means that the cell is off, or cut off from its storage, for certain.
 */
export function commandFence(words: readonly string[], timeoutMs: number): Fence {
  const [file, ...rest] = words;
  if (file === undefined) return { cut: null };
  return {
    cut: ({ name, address }) =>
      new Promise((resolve, reject) => {
        const fill = (word: string) =>
          word.replaceAll('{cell}', () => name).replaceAll('{address}', () => hostOf(address));
        const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: outputLimit } as const;
        execFile(file, rest.map(fill), options, (error, _stdout, stderr) => {
          if (error === null) resolve();
          else reject(failure(error, stderr, timeoutMs));
        });
      }),
  };
}

function failure(
  error: Error & { code?: number | string | null; killed?: boolean },
  stderr: string,
  timeoutMs: number,
): DomainError {
  const said = stderr.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  const how = error.killed
    ? `it took longer than ${timeoutMs / 1000} s`
    : typeof error.code === 'number'
      ? `it ended with code ${error.code}`
      : `it could not be run (${error.code ?? error.message})`;
  return new DomainError('internal', said === '' ? how : `${how}: ${said}`, { reason: 'fencing_failed' });
}
