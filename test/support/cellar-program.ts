/** The built `cellar`, run on this machine as its operator does. */
import { type ChildProcess, execFile } from 'node:child_process';
import { resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../dist/cellar.js');

export interface Ended {
  /** -1 for one that was killed. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param started gets the process, e.g. to kill it. @param by words that start it, e.g. `faketime -f +1h`. */
export function runCellar(
  words: readonly string[],
  started: (child: ChildProcess) => void = () => undefined,
  by: readonly string[] = [],
): Promise<Ended> {
  const [starter = process.execPath, ...rest] = [...by, process.execPath, program, ...words];
  return new Promise((done) => {
    const child = execFile(starter, rest, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      done({ code, out, err });
    });
    started(child);
  });
}
