import { DomainError } from '../../../../proto/src/errors.ts';
import type { PullImageRequest } from '../../../../proto/src/model.ts';

/** @throws DomainError `invalid` unless it is 64 lower-case hex digits; it becomes a file name. */
export function validateHash(sha256: string): void {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw wrong('sha256', 'must be 64 lower-case hex digits');
}

/** @throws DomainError `invalid` naming the field. */
export function validatePull({ sha256, sizeBytes, url }: PullImageRequest): void {
  validateHash(sha256);
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes <= 0)
    throw wrong('sizeBytes', 'must be a positive integer');
  validateSource(url);
}

/** @throws DomainError `invalid` unless it is a URL that keeps what is sent private. */
export function validateSource(url: string): void {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') throw wrong('url', 'must be an https URL');
}

function wrong(field: string, rule: string): DomainError {
  return new DomainError('invalid', `the image's ${field} ${rule}`, {
    reason: 'bad_image',
    details: { field },
  });
}
