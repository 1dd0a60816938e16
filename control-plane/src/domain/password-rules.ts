import { DomainError } from '../../../proto/src/errors.ts';

const maximumLength = 256;

/**
 * Nano's rules: at least 8 characters (or what the configuration says), one digit, one lower and one upper case letter.
 * @throws DomainError `invalid`.
 */
export function checkPassword(password: string, minimumLength: number): void {
  const fault = faultOf(password, minimumLength);
  if (fault)
    throw new DomainError('invalid', fault, {
      reason: 'weak_password',
      details: { field: 'password', minimumLength },
    });
}

function faultOf(password: string, minimumLength: number): string | null {
  if (password.length < minimumLength) return `password must have at least ${minimumLength} characters`;
  if (password.length > maximumLength) return `password must have at most ${maximumLength} characters`;
  if (!/[0-9]/.test(password)) return 'password must have a digit at least';
  if (!/[a-z]/.test(password)) return 'password must have a lowercase letter at least';
  if (!/[A-Z]/.test(password)) return 'password must have an uppercase letter at least';
  return null;
}
