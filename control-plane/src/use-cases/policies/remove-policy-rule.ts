import { removeRule } from '../../domain/policy-rules.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { changeRules, type RuleReference } from './change-rules.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function removePolicyRule(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { policyGroupId, index }: RuleReference,
): Promise<void> {
  await changeRules(ports, ctx, policyGroupId, {
    action: 'remove-policy-rule',
    details: { index },
    apply: (rules) => removeRule(rules, index),
  });
}
