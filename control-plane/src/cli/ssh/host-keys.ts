/** Whether a server is the one that it is taken for. */
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Destination } from './destination.ts';
import { type KnownKey, keysOf, parseKnownHosts, writtenName } from './known-hosts.ts';

const wholeMachine = '/etc/ssh/ssh_known_hosts';

/** What OpenSSH asks for, and in this order. */
const algorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;
type HostKeyAlgorithm = (typeof algorithms)[number];

export interface HostKeyOptions {
  /** The user's file; none: `~/.ssh/known_hosts`. */
  readonly knownHosts?: string;
  /** Takes the key of a host that is not known, and writes it down. */
  readonly acceptNew: boolean;
}

export interface HostKeys {
  /** Those of the known keys first: a server offers the first of them that it has. */
  readonly algorithms: HostKeyAlgorithm[];
  /** Null: it is the host's. @param blob public key as it comes over the wire. */
  check(blob: Buffer): Promise<DomainError | null>;
}

/** Reads what is known of a host. */
export async function hostKeysOf(destination: Destination, options: HostKeyOptions): Promise<HostKeys> {
  const own = options.knownHosts ?? join(homedir(), '.ssh', 'known_hosts');
  const texts = await Promise.all([own, wholeMachine].map(readIfThere));
  const known = keysOf(texts.flatMap(parseKnownHosts), destination);
  const types = new Set(known.map(({ type }) => type));
  const isKnown = (algorithm: string) => types.has(algorithm.replace(/^rsa-sha2-.*/, 'ssh-rsa'));
  return {
    algorithms: [...algorithms.filter(isKnown), ...algorithms.filter((each) => !isKnown(each))],
    check: async (blob) => {
      const refusal = judge(destination, known, blob, options.acceptNew, own);
      if (refusal === null && known.length === 0) await writeDown(own, destination, blob);
      return refusal;
    },
  };
}

function judge(
  destination: Destination,
  known: readonly KnownKey[],
  blob: Buffer,
  acceptNew: boolean,
  file: string,
): DomainError | null {
  const name = writtenName(destination);
  const key = blob.toString('base64');
  const print = `${typeOf(blob)} ${fingerprintOf(blob)}`;
  const same = known.filter((each) => each.key === key);
  if (same.some(({ revoked }) => revoked))
    return refusal('host_key_revoked', `the key of ${name} is marked as revoked (${print})`);
  if (same.length > 0) return null;
  if (known.length > 0)
    return refusal(
      'host_key_changed',
      `${name} has another key than ${file} says (${print}): somebody may be in between; if the host was installed anew, remove its old key with ssh-keygen -R '${name}'`,
    );
  if (acceptNew) return null;
  return refusal(
    'host_key_unknown',
    `${name} is not in ${file}; its key is ${print}: compare that with ssh-keygen -l on the host, then take it with --accept-new-host-key`,
  );
}

function refusal(reason: string, message: string): DomainError {
  return new DomainError('forbidden', message, { reason });
}

/** As `ssh-keygen -l` prints it. */
function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** A public key begins with its type as a string (RFC 4253, 6.6). */
function typeOf(blob: Buffer): string {
  return blob.length < 4 ? '' : blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1');
}

async function writeDown(file: string, destination: Destination, blob: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = await readIfThere(file);
  const separator = before === '' || before.endsWith('\n') ? '' : '\n';
  const line = `${writtenName(destination)} ${typeOf(blob)} ${blob.toString('base64')}\n`;
  await appendFile(file, separator + line, { mode: 0o600 });
}

async function readIfThere(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
