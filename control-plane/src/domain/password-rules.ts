import { DomainError } from '../../../proto/src/errors.ts';

const minimumLength = 8;
const maximumLength = 256;

/** Nano's rules: at least 8 characters, one digit, one lower and one upper case letter. @throws DomainError `invalid`. */
export function checkPassword(password: string): void {
  const fault = faultOf(password);
  if (fault)
    throw new DomainError('invalid', fault, {
      reason: 'weak_password',
      details: { field: 'password', minimumLength },
    });
}

function faultOf(password: string): string | null {
  if (password.length < minimumLength) return `password must have at least ${minimumLength} characters`;
  if (password.length > maximumLength) return `password must have at most ${maximumLength} characters`;
  if (!/[0-9]/.test(password)) return 'password must have a digit at least';
  if (!/[a-z]/.test(password)) return 'password must have a lowercase letter at least';
  if (!/[A-Z]/.test(password)) return 'password must have an uppercase letter at least';
  return null;
}
