import { execFile } from 'node:child_process';

/** Runs a program for at most ten seconds. Null as exit code: it is not there or did not end. */
export function runCommand(
  program: string,
  args: readonly string[],
  input = '',
): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { timeout: 10_000 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ exitCode, output: `${stdout}${stderr}` });
    });
    // A program that does not read its input says more by how it ends.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
