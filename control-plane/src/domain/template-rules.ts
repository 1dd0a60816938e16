/** What a system template may be called, and whom it may name as administrator. */
import { DomainError } from '../../../proto/src/errors.ts';

/** Anything that shows in one line. */
const name = /^[^\p{Cc}]{1,128}$/u;
/** What both Linux and Windows take for an account. */
const account = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;

/** @throws DomainError `invalid` with reason `bad_name`. */
export function checkTemplateNames(template: { readonly name: string; readonly admin: string }): void {
  if (template.name.trim() === '' || !name.test(template.name)) {
    throw bad('name', template.name, '1 to 128 characters in one line, not only blanks,');
  }
  if (!account.test(template.admin)) {
    throw bad('admin', template.admin, "1 to 64 of '0~9a~Z_-.', beginning with a letter, a digit or '_',");
  }
}

function bad(field: 'name' | 'admin', value: string, allowed: string): DomainError {
  return new DomainError(
    'invalid',
    `illegal ${field} ${JSON.stringify(value.slice(0, 80))}: only ${allowed} allowed`,
    {
      reason: 'bad_name',
      details: { field },
    },
  );
}
