import { usageError } from './exit-codes.ts';

/** `on` or `off` of an option. @throws DomainError `invalid` with reason `usage`. */
export function parseSwitch(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw usageError(`'${text}' is neither on nor off`);
}
