import { Client } from 'ssh2';
import { DomainError } from '../../../../proto/src/errors.ts';
import { attemptsOf, type CredentialOptions } from './credentials.ts';
import type { Destination } from './destination.ts';
import { type HostKeyOptions, hostKeysOf } from './host-keys.ts';
import { writtenName } from './known-hosts.ts';
import { RemoteHost } from './remote-host.ts';

const connectMs = 20_000;
/** A host that says nothing for three of them is gone. */
const keepaliveMs = 10_000;

export type ConnectOptions = HostKeyOptions & Omit<CredentialOptions, 'user'>;

/**
 * Opens a connection to a server whose key is known.
 * @throws DomainError `forbidden` (`host_key_unknown`, `host_key_changed`, `host_key_revoked`), `unauthenticated`
 *   (`ssh_refused`), `cell_unreachable` (`ssh_unreachable`).
 */
export async function connectHost(destination: Destination, options: ConnectOptions): Promise<RemoteHost> {
  const { user, host, port } = destination;
  const keys = await hostKeysOf(destination, options);
  const attempts = await attemptsOf({ ...options, user });
  const client = new Client();
  let refusal: DomainError | null = null;
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve);
    client.on('error', (error: Error & { level?: string }) => {
      // An agent that does not answer is passed over.
      if (error.level !== 'agent') reject(refusal ?? failure(destination, error));
    });
    client.once('close', () =>
      reject(refusal ?? failure(destination, new Error('it closed the connection'))),
    );
    client.connect({
      host,
      port,
      username: user,
      readyTimeout: connectMs,
      keepaliveInterval: keepaliveMs,
      keepaliveCountMax: 3,
      algorithms: { serverHostKey: keys.algorithms },
      authHandler: attempts,
      hostVerifier: (blob: Buffer, verified: (good: boolean) => void) => {
        keys.check(blob).then(
          (found) => {
            refusal = found;
            verified(found === null);
          },
          (error: unknown) => {
            reject(error instanceof Error ? error : new Error(String(error)));
            verified(false);
          },
        );
      },
    });
  });
  return new RemoteHost(client, destination);
}

function failure(destination: Destination, error: Error & { level?: string }): DomainError {
  const { user } = destination;
  const name = writtenName(destination);
  if (error.level === 'client-authentication')
    return new DomainError(
      'unauthenticated',
      `${name} does not let ${user} in: give the right --key, load it into ssh-agent, or use --password-prompt`,
      { reason: 'ssh_refused', cause: error },
    );
  return new DomainError('cell_unreachable', `no SSH server can be reached at ${name}: ${error.message}`, {
    reason: 'ssh_unreachable',
    cause: error,
  });
}
