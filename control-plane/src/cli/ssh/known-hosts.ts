/** The file known_hosts of OpenSSH, as sshd(8) describes it. */
import { createHmac } from 'node:crypto';

export interface KnownKey {
  /** Patterns of one line, as they stand there. */
  readonly hosts: string;
  /** `ssh-ed25519` and so on. */
  readonly type: string;
  /** Base64 of the public key. */
  readonly key: string;
  readonly revoked: boolean;
}

export interface HostName {
  readonly host: string;
  readonly port: number;
}

/** Lines that are no entries are passed over, and those of certificate authorities, which are of no use here. */
export function parseKnownHosts(text: string): KnownKey[] {
  const keys: KnownKey[] = [];
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
    const [hosts = '', type = '', key = ''] = words;
    if (hosts === '' || hosts.startsWith('#') || key === '' || marker === '@cert-authority') continue;
    keys.push({ hosts, type, key, revoked: marker === '@revoked' });
  }
  return keys;
}

/** The entries of a host. */
export function keysOf(known: readonly KnownKey[], name: HostName): KnownKey[] {
  const written = writtenName(name);
  return known.filter(({ hosts }) => matches(hosts, written));
}

/** As it is written there: with its port in brackets unless that is the usual one. */
export function writtenName({ host, port }: HostName): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

function matches(hosts: string, name: string): boolean {
  const hashed = /^\|1\|([^|]+)\|([^|]+)$/.exec(hosts);
  if (hashed) {
    const [, salt = '', digest] = hashed;
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === digest;
  }
  const patterns = hosts.split(',');
  const covers = (pattern: string) => globOf(pattern).test(name);
  const excluded = patterns.some((pattern) => pattern.startsWith('!') && covers(pattern.slice(1)));
  return !excluded && patterns.some((pattern) => !pattern.startsWith('!') && covers(pattern));
}

function globOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
