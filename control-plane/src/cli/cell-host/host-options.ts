/** The options that all commands have which work on a cell's host, and how they become a connection. */
import { isIP } from 'node:net';
import { usageError } from '../exit-codes.ts';
import { askSecret } from '../prompt.ts';
import { type Destination, parseDestination } from '../ssh/destination.ts';
import { becomeRoot } from '../ssh/privilege.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';
import type { CellRow } from './control-plane.ts';
import { type Step, there } from './run-steps.ts';

export interface HostOptions {
  readonly port: string;
  readonly key?: string;
  readonly passwordPrompt?: boolean;
  readonly sudoPasswordPrompt?: boolean;
  readonly knownHosts?: string;
  readonly acceptNewHostKey?: boolean;
  readonly timeout: string;
}

export const hostFlags: readonly (readonly [string, string, string?])[] = [
  ['--port <number>', 'of the SSH server', '22'],
  ['--key <file>', 'private key; none: those of the ssh-agent, then those in ~/.ssh'],
  [
    '--password-prompt',
    'ask for the password, also that of sudo; on no terminal it is the first line of the input',
  ],
  ['--sudo-password-prompt', 'ask for the password of sudo'],
  ['--known-hosts <file>', 'none: ~/.ssh/known_hosts'],
  ['--accept-new-host-key', 'take and remember the key of a host that is not known; never another one'],
  ['--timeout <seconds>', 'how long to wait for the cell', '120'],
];

/** Secrets, each asked for once. */
export interface Secrets {
  readonly password: string | undefined;
  sudoPassword(): Promise<string | undefined>;
}

export async function askSecrets(options: HostOptions, user: string): Promise<Secrets> {
  const password = options.passwordPrompt ? await askSecret(`Password of ${user}: `) : undefined;
  let asked = password;
  return {
    password,
    async sudoPassword() {
      if (options.sudoPasswordPrompt || (asked === undefined && process.stdin.isTTY))
        asked ??= await askSecret(`Password of ${user} for sudo: `);
      return asked;
    },
  };
}

/** Two steps, connecting and becoming root; `host` is there after the first. */
export function connectSteps(
  destination: Destination,
  options: HostOptions,
  secrets: Secrets,
): { steps: Step[]; host: () => RemoteHost; isOpen: () => boolean } {
  let opened: RemoteHost | undefined;
  const host = () => {
    if (opened === undefined) throw new Error('the host is not connected');
    return opened;
  };
  const { user, host: name, port } = destination;
  const connect: Step = {
    title: 'connect',
    async run() {
      // It takes its time to load, which other commands need not spend.
      const { connectHost } = await import('../ssh/connect-host.ts');
      opened = await connectHost(destination, {
        acceptNew: options.acceptNewHostKey ?? false,
        askPassphrase: (file) => askSecret(`Passphrase of ${file}: `),
        ...(options.knownHosts !== undefined && { knownHosts: options.knownHosts }),
        ...(options.key !== undefined && { key: options.key }),
        ...(secrets.password !== undefined && { password: secrets.password }),
        ...(process.env.SSH_AUTH_SOCK && { agent: process.env.SSH_AUTH_SOCK }),
      });
      return there(`${user}@${name}${port === 22 ? '' : `, port ${port}`}`);
    },
  };
  const root: Step = {
    title: 'become root',
    async run() {
      return there(await becomeRoot(host(), () => secrets.sudoPassword()));
    },
  };
  return { steps: [connect, root], host, isOpen: () => opened !== undefined };
}

/** Where a cell's SSH server is taken to be: where its agent is. */
export function destinationOf(cell: CellRow, user: string, port: string, host?: string): Destination {
  const address = cell.address.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return parseDestination(host?.includes('@') ? host : `${user}@${host ?? bracketed(address)}`, port);
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}

/** @throws DomainError `invalid`. */
export function timeoutMsOf({ timeout }: HostOptions): number {
  const seconds = Number(timeout);
  if (seconds > 0 && seconds <= 86_400) return seconds * 1000;
  throw usageError(`--timeout is '${timeout}': it must be 1 to 86400 seconds`);
}
