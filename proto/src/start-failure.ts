import { toDomainError } from './errors.ts';

/**
 * What a program says for its people when it can not go on. Refusals of the operating system are named in words;
 * a bug is told with its stack.
 */
export function failureText(error: unknown): string {
  if (isSystemError(error)) return refusal(error);
  const { code, message, cause } = toDomainError(error);
  if (code !== 'internal' || cause === undefined) return message;
  return `${message}\n${cause instanceof Error ? cause.stack : String(cause)}`;
}

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

function refusal({ code, message, syscall, path, address, port }: SystemError): string {
  const what = path === undefined ? `${address ?? ''}:${port ?? ''}` : `'${path}'`;
  switch (code) {
    case 'EADDRINUSE':
      return `another program listens on ${what} already`;
    case 'EADDRNOTAVAIL':
      return `this machine has no address ${address}: nothing can listen on ${what}`;
    case 'EACCES':
    case 'EPERM':
      return `this user may not use ${what}`;
    case 'EROFS':
      return `${what} is on a file system that can only be read`;
    case 'ENOSPC':
      return `no room is left on the disk of ${what}`;
    case 'ENOENT':
      return `${what} ${syscall === 'mkdir' ? 'can not be made' : 'does not exist'}`;
    default:
      return message;
  }
}
