import { z } from 'zod';
import type { SecurityPolicy } from '../../../domain/policy.ts';
import { oneOf } from '../../fields.ts';
import { policyRuleToWire } from './security-policy-groups.ts';

export const defaultActionRequest = z.object({ action: oneOf(['accept', 'reject']) });

export function securityPolicyToWire({ defaultAction, rules }: SecurityPolicy) {
  return { default_action: defaultAction, rules: rules.map(policyRuleToWire) };
}
