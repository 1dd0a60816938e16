import { DomainError } from '../../../../proto/src/errors.ts';

/** @throws DomainError `invalid`. */
export function validateSnapshot(name: string, description: string): void {
  if (!/^[\w.-]{1,64}$/.test(name) || /^\.\.?$/.test(name)) {
    throw new DomainError('invalid', `${JSON.stringify(name.slice(0, 80))} is no name of a snapshot`, {
      reason: 'bad_name',
    });
  }
  if (description.length > 1_000) {
    throw new DomainError('invalid', 'the description of the snapshot is too long', {
      reason: 'description_too_long',
    });
  }
}
