import type { PolicyRule } from '../../domain/policy.ts';
import { replaceRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from '../guests/change-operation.ts';
import { checkedRule } from '../policies/add-policy-rule.ts';
import { setSecurityPolicy } from './set-security-policy.ts';

export interface GuestRuleReference {
  readonly guestId: string;
  /** Position in the list, from 0. */
  readonly index: number;
}

/** @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists` (`duplicate_rule`), `conflict` (`no_change`). */
export async function modifyGuestRule(
  ports: ChangePorts,
  ctx: Context,
  { guestId, index, rule }: GuestRuleReference & { readonly rule: PolicyRule },
): Promise<void> {
  await setSecurityPolicy(ports, ctx, {
    guestId,
    change: 'modify-rule',
    details: { index, rule },
    apply: (policy) => ({ ...policy, rules: replaceRule(policy.rules, index, checkedRule(rule)) }),
  });
}
