import type { PolicyRule } from '../../domain/policy.ts';
import { appendRule, checkRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changeRules } from './change-rules.ts';
import { sourceAddress } from './source-address.ts';

/** At the end of the list. @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists` (`duplicate_rule`). */
export async function addPolicyRule(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly policyGroupId: string; readonly rule: PolicyRule },
): Promise<void> {
  await changeRules(ports, ctx, input.policyGroupId, {
    action: 'add-policy-rule',
    details: { rule: input.rule },
    apply: (rules) => appendRule(rules, checkedRule(input.rule)),
  });
}

/** With its address in the one form that is compared. @throws DomainError `invalid`. */
export function checkedRule(rule: PolicyRule): PolicyRule {
  checkRule(rule);
  return { ...rule, fromAddress: sourceAddress(rule.fromAddress) };
}
