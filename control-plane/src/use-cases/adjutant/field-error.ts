import { DomainError } from '../../../../proto/src/errors.ts';
import { fieldErrors } from './errors.ts';

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'invalid';
}

/** The refusal of a value, as one of its field. */
export function toFieldError(field: string, error: DomainError): DomainError {
  return fieldErrors({ [field]: [error.message] });
}
