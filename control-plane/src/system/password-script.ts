import { spawn } from 'node:child_process';
import { DomainError } from '../../../proto/src/errors.ts';
import type { PasswordScript } from '../use-cases/ports/index.ts';

/**
 * Runs the program with the user's name as its only argument, without a shell. The old and the new password come as two
 * lines on its input, so that no process list shows them. Exit code 0: taken.
 */
export function createPasswordScript(path: string, timeoutMs: number): PasswordScript {
  return {
    async run({ user, old, new: next }) {
      const child = spawn(path, [user], { stdio: ['pipe', 'ignore', 'ignore'], timeout: timeoutMs, env: {} });
      const { promise, resolve, reject } = Promise.withResolvers<number | null>();
      child.once('error', reject);
      child.once('exit', resolve);
      // One that does not read its input may still succeed.
      child.stdin.on('error', () => undefined);
      child.stdin.end(`${old}\n${next}\n`);
      const code = await promise.catch((cause: unknown) => {
        throw new DomainError('unsupported', 'the password script is missing or can not be run', {
          reason: 'password_script_missing',
          cause,
        });
      });
      if (code === 0) return;
      if (code === null)
        throw new DomainError('timeout', 'the password script did not end in time', {
          reason: 'password_script_timeout',
        });
      throw new DomainError('conflict', `the password script returned ${code}`, {
        reason: 'password_script_failed',
      });
    },
  };
}
