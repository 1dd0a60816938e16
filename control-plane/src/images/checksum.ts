import { DomainError } from '../../../proto/src/errors.ts';
import type { HashedStream } from './hash-stream.ts';

/**
 * Compares an upload with the checksum that came with it: hex, SHA-1 (40 digits) or SHA-256 (64).
 * @throws DomainError `invalid` with reason `checksum_mismatch`.
 */
export function compareChecksum(expected: string | null, received: HashedStream): void {
  if (expected === null) return;
  const digits = expected.trim().toLowerCase();
  const algorithm = { 40: 'sha1', 64: 'sha256' }[digits.length];
  if (algorithm === undefined || !/^[0-9a-f]*$/.test(digits)) {
    throw mismatch('the checksum is neither SHA-1 (40 hexadecimal digits) nor SHA-256 (64)');
  }
  const actual = algorithm === 'sha1' ? received.sha1 : received.sha256;
  if (digits !== actual) throw mismatch(`the upload has the ${algorithm} checksum ${actual}, not ${digits}`);
}

function mismatch(message: string): DomainError {
  return new DomainError('invalid', message, { reason: 'checksum_mismatch' });
}
