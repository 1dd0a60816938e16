import { moveRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { ChangePorts } from '../guests/change-operation.ts';
import type { GuestRuleReference } from './modify-guest-rule.ts';
import { setSecurityPolicy } from './set-security-policy.ts';

/** By one place. @throws DomainError `forbidden`, `not_found`, `conflict` (`already_on_top`, `already_on_bottom`). */
export async function moveGuestRule(
  ports: ChangePorts,
  ctx: Context,
  { guestId, index, direction }: GuestRuleReference & { readonly direction: 'up' | 'down' },
): Promise<void> {
  await setSecurityPolicy(ports, ctx, {
    guestId,
    change: 'move-rule',
    details: { index, direction },
    apply: (policy) => ({ ...policy, rules: moveRule(policy.rules, index, direction) }),
  });
}
