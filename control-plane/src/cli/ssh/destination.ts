import { userInfo } from 'node:os';
import { usageError } from '../exit-codes.ts';

/** Where an SSH server is, and as whom. */
export interface Destination {
  readonly user: string;
  /** Without brackets, also of IPv6. */
  readonly host: string;
  readonly port: number;
}

/** Reads `[user@]host`; an IPv6 address may be in brackets. @throws DomainError `invalid`. */
export function parseDestination(text: string, port = '22'): Destination {
  const at = text.lastIndexOf('@');
  const user = at < 0 ? userInfo().username : text.slice(0, at);
  const host = text.slice(at + 1).replace(/^\[(.*)\]$/, '$1');
  if (!/^[^\s@:]+$/.test(user)) throw usageError(`'${text}' names no user: it must be [user@]host`);
  if (!/^[\w.:%-]+$/.test(host) || host.startsWith('-'))
    throw usageError(`'${text}' names no host: it must be [user@]host`);
  return { user, host: host.toLowerCase(), port: parsePort(port) };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw usageError(`'${text}' is no port: it must be 1 to 65535`);
}
