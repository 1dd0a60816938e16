import { DomainError } from '../../../proto/src/errors.ts';

const guestName = /^[A-Za-z0-9_-]{1,63}$/;
const accountName = /^[A-Za-z0-9_.-]{1,64}$/;

/** Letters, digits, `_` and `-`: the name becomes the host name. @throws DomainError `invalid`. */
export function checkGuestName(name: string): void {
  if (guestName.test(name)) return;
  throw invalidName('name', name, "1 to 63 of '0~9a~Z_-'");
}

/** May be empty. @throws DomainError `invalid`. */
export function checkAntiAffinity(name: string): void {
  if (name === '' || accountName.test(name)) return;
  throw invalidName('anti_affinity', name, "1 to 64 of '0~9a~Z-_.'");
}

/** For users, groups and roles. @throws DomainError `invalid`. */
export function checkAccountName(field: string, name: string): void {
  if (accountName.test(name)) return;
  throw invalidName(field, name, "1 to 64 of '0~9a~Z-_.'");
}

/** For compute and storage pools. @throws DomainError `invalid`. */
export function checkPoolName(name: string): void {
  if (guestName.test(name)) return;
  throw invalidName('pool', name, "1 to 63 of '0~9a~Z_-'");
}

function invalidName(field: string, value: string, allowed: string): DomainError {
  return new DomainError(
    'invalid',
    `illegal ${field} ${JSON.stringify(value.slice(0, 80))}: only ${allowed} allowed`,
    {
      reason: 'bad_name',
      details: { field, allowed },
    },
  );
}
