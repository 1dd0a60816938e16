import { removeRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from '../guests/change-operation.ts';
import type { GuestRuleReference } from './modify-guest-rule.ts';
import { setSecurityPolicy } from './set-security-policy.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function removeGuestRule(
  ports: ChangePorts,
  ctx: Context,
  { guestId, index }: GuestRuleReference,
): Promise<void> {
  await setSecurityPolicy(ports, ctx, {
    guestId,
    change: 'remove-rule',
    details: { index },
    apply: (policy) => ({ ...policy, rules: removeRule(policy.rules, index) }),
  });
}
