/** What `cellar` ends with, so that scripts can tell failures apart. */
import { CommanderError } from 'commander';
import { DomainError, type ErrorCode } from '../../../proto/src/errors.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  refused: 4,
  conflict: 5,
  unreachable: 6,
  timeout: 7,
} as const;

const codeOf: Record<ErrorCode, number> = {
  not_found: exitCodes.notFound,
  already_exists: exitCodes.conflict,
  invalid: exitCodes.failed,
  unauthenticated: exitCodes.refused,
  forbidden: exitCodes.refused,
  conflict: exitCodes.conflict,
  quota_exceeded: exitCodes.refused,
  no_capacity: exitCodes.failed,
  cell_unreachable: exitCodes.unreachable,
  timeout: exitCodes.timeout,
  cancelled: exitCodes.failed,
  unsupported: exitCodes.failed,
  internal: exitCodes.failed,
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  return error instanceof DomainError ? codeOf[error.code] : exitCodes.failed;
}

export function usageError(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'usage' });
}
