/** The built `cellar`, run on this machine as its operator does. */
import { type ChildProcess, execFile } from 'node:child_process';
import { resolve } from 'node:path';

export const cellarProgram = resolve(import.meta.dirname, '../../dist/cellar.js');

export interface Ended {
  /** -1 for one that was killed. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  /** Words that start it, e.g. `faketime -f +1h`. */
  readonly by?: readonly string[];
  /** Beside the variables of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What it reads. */
  readonly input?: string;
}

/** @param started gets the process, e.g. to kill it. */
export function runCellar(
  words: readonly string[],
  started: (child: ChildProcess) => void = () => undefined,
  { by = [], environment, input }: Surroundings = {},
): Promise<Ended> {
  const [starter = process.execPath, ...rest] = [...by, process.execPath, cellarProgram, ...words];
  return new Promise((done) => {
    const env = { ...process.env, ...environment };
    const child = execFile(starter, rest, { env }, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      done({ code, out, err });
    });
    if (input !== undefined) child.stdin?.end(input);
    started(child);
  });
}
