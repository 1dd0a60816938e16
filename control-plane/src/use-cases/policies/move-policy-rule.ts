import { moveRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changeRules, type RuleReference } from './change-rules.ts';

/** By one place. @throws DomainError `forbidden`, `not_found`, `conflict` (`already_on_top`, `already_on_bottom`). */
export async function movePolicyRule(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { policyGroupId, index, direction }: RuleReference & { readonly direction: 'up' | 'down' },
): Promise<void> {
  await changeRules(ports, ctx, policyGroupId, {
    action: 'move-policy-rule',
    details: { index, direction },
    apply: (rules) => moveRule(rules, index, direction),
  });
}
