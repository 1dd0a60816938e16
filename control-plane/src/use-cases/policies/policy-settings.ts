import { DomainError } from '../../../../proto/src/errors.ts';
import type { PolicyGroup } from '../../domain/policy.ts';

export interface PolicySettings
  extends Pick<PolicyGroup, 'name' | 'description' | 'enabled' | 'global' | 'defaultAction'> {
  /** Null: the caller at a creation, unchanged at a change. */
  readonly owner: string | null;
  readonly group: string | null;
}

/** @throws DomainError `invalid` with reason `bad_name`. */
export function checkPolicyName(name: string): void {
  if (/^[^\p{Cc}]{1,128}$/u.test(name) && name.trim() !== '') return;
  throw new DomainError(
    'invalid',
    `illegal name ${JSON.stringify(name.slice(0, 80))}: only 1 to 128 characters in one line, not only blanks, allowed`,
    { reason: 'bad_name', details: { field: 'name' } },
  );
}
