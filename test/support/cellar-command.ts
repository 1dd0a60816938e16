/** `cellar` as people and scripts run it: the real program. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../dist/cellar.js');

export interface EndedCommand {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** @param input what it reads. */
export function runCellar(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = '',
): Promise<EndedCommand> {
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((done) => {
    const child = execFile(process.execPath, [program, ...words], { env }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}
