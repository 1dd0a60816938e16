import { DomainError } from '../../../../proto/src/errors.ts';

/** @throws DomainError `internal` with reason `no_origin`. */
export function firstOrigin(origins: () => readonly string[]): string {
  const [origin] = origins();
  if (origin !== undefined) return origin;
  throw new DomainError('internal', 'no address for image files is known', { reason: 'no_origin' });
}
