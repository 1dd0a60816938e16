import { DomainError } from '../../../../proto/src/errors.ts';
import type { RemoteHost } from './remote-host.ts';

/**
 * Finds out how the user becomes root on the host, and proves it.
 * @param password what sudo is told if it asks; undefined: nobody has one.
 * @throws DomainError `forbidden` (`no_root`), `unauthenticated` (`wrong_sudo_password`, `sudo_password_needed`).
 */
export async function becomeRoot(
  host: RemoteHost,
  password: () => Promise<string | undefined>,
): Promise<string> {
  const { user, host: name } = host.destination;
  if ((await host.run('id -u')).trim() === '0') return 'root';
  host.privilege = { kind: 'sudo' };
  const first = await host.attemptAsRoot('true');
  if (first.code === 0) return 'sudo without a password';
  if (first.code === 127 || /not found|no such file/i.test(first.complaint))
    throw refusal(
      'no_root',
      `${name} has no sudo: log in as root, or install it there and let ${user} use it`,
    );
  if (!/password is required|a terminal is required/i.test(first.complaint)) throw noRight(user, name);
  const told = await password();
  if (told === undefined)
    throw new DomainError(
      'unauthenticated',
      `sudo on ${name} asks ${user} for a password: use --sudo-password-prompt, or --password-prompt if it is the same`,
      { reason: 'sudo_password_needed' },
    );
  host.privilege = { kind: 'sudo-password', password: told };
  const second = await host.attemptAsRoot('true');
  if (second.code === 0) return 'sudo with a password';
  if (/incorrect password|no password was provided|try again/i.test(second.complaint))
    throw new DomainError('unauthenticated', `sudo on ${name} does not take this password of ${user}`, {
      reason: 'wrong_sudo_password',
    });
  throw noRight(user, name);
}

function noRight(user: string, name: string): DomainError {
  return refusal(
    'no_root',
    `${user} may not become root on ${name}: add the user to the group sudo there, or log in as root`,
  );
}

function refusal(reason: string, message: string): DomainError {
  return new DomainError('forbidden', message, { reason });
}
