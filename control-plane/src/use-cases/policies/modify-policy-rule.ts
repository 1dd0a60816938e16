import type { PolicyRule } from '../../domain/policy.ts';
import { replaceRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { checkedRule } from './add-policy-rule.ts';
import { changeRules, type RuleReference } from './change-rules.ts';

/** @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists` (`duplicate_rule`), `conflict` (`no_change`). */
export async function modifyPolicyRule(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { policyGroupId, index, rule }: RuleReference & { readonly rule: PolicyRule },
): Promise<void> {
  await changeRules(ports, ctx, policyGroupId, {
    action: 'modify-policy-rule',
    details: { index, rule },
    apply: (rules) => replaceRule(rules, index, checkedRule(rule)),
  });
}
