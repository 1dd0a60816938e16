import { z } from 'zod';
import type { PolicyGroup, PolicyRule } from '../../../domain/policy.ts';
import type { PolicySettings } from '../../../use-cases/policies/policy-settings.ts';
import type { PolicySearch } from '../../../use-cases/policies/search-policy-groups.ts';
import { digits, flag, oneOf, optionalId, prose, requiredText, text, wholeNumber } from '../../fields.ts';

const action = oneOf(['accept', 'reject']).default('accept');

export const policyGroupRequest = z.object({
  name: requiredText(128),
  description: prose().default(''),
  user: optionalId(200),
  group: optionalId(200),
  enabled: flag().default(false),
  global: flag().default(false),
  default_action: action,
});

export function toPolicySettings(request: z.output<typeof policyGroupRequest>): PolicySettings {
  const { name, description, user, group, enabled, global, default_action } = request;
  return { name, description, owner: user, group, enabled, global, defaultAction: default_action };
}

export const policyRuleRequest = z.object({
  action,
  protocol: oneOf(['tcp', 'udp', 'icmp', 'all']).default('all'),
  to_port: wholeNumber(0, 65_535).default(0),
  from_address: text(100).default(''),
  interface: wholeNumber(0, 64).default(0),
});

export function toPolicyRule(request: z.output<typeof policyRuleRequest>): PolicyRule {
  const { action: verdict, protocol, to_port, from_address } = request;
  return {
    action: verdict,
    protocol,
    toPort: to_port,
    fromAddress: from_address,
    interface: request.interface,
  };
}

export const ruleParameters = z.object({ index: digits(0, 1_000_000) });

export const orderRequest = z.object({ direction: oneOf(['up', 'down']) });

const onlyFlag = oneOf(['true', 'false']).optional();

/** A filter that is sent empty is none. */
export const policySearchQuery = z.object({
  owner: text(200).optional(),
  group: text(200).optional(),
  enabled_only: onlyFlag,
  global_only: onlyFlag,
});

export function toPolicySearch(query: z.output<typeof policySearchQuery>): PolicySearch {
  return {
    owner: query.owner || undefined,
    group: query.group || undefined,
    enabledOnly: query.enabled_only === 'true',
    globalOnly: query.global_only === 'true',
  };
}

export function policyGroupToWire(policy: PolicyGroup) {
  const { id, name, description, owner, group, enabled, global, defaultAction } = policy;
  return { id, name, description, user: owner, group, enabled, global, default_action: defaultAction };
}

/** What is not restricted is left out, as in the document's examples. */
export function policyRuleToWire({
  action: verdict,
  protocol,
  toPort,
  fromAddress,
  interface: index,
}: PolicyRule) {
  return {
    action: verdict,
    protocol,
    to_port: toPort,
    ...(fromAddress !== '' && { from_address: fromAddress }),
    ...(index !== 0 && { interface: index }),
  };
}
