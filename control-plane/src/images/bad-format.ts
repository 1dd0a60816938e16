import { DomainError } from '../../../proto/src/errors.ts';

/** Bytes at the start of a file that are enough to judge it: an ISO's first descriptor ends at 34 KiB. */
export const headBytes = 64 * 1024;

/** @param why completes the sentence "… is no usable <format> file: …". */
export function badFormat(format: 'qcow2' | 'iso', why: string): DomainError {
  return new DomainError('invalid', `the upload is no usable ${format} file: ${why}`, {
    reason: 'bad_format',
    details: { format, why },
  });
}
