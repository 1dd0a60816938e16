import type { PolicyRule } from '../../domain/policy.ts';
import { appendRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from '../guests/change-operation.ts';
import { checkedRule } from '../policies/add-policy-rule.ts';
import { setSecurityPolicy } from './set-security-policy.ts';

/** At the end of the list. @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists` (`duplicate_rule`). */
export async function addGuestRule(
  ports: ChangePorts,
  ctx: Context,
  { guestId, rule }: { readonly guestId: string; readonly rule: PolicyRule },
): Promise<void> {
  await setSecurityPolicy(ports, ctx, {
    guestId,
    change: 'add-rule',
    details: { rule },
    apply: (policy) => ({ ...policy, rules: appendRule(policy.rules, checkedRule(rule)) }),
  });
}
