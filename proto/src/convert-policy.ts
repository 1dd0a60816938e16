/** Between the plain values of `model-policy.ts` and the generated protobuf messages. */
import { DomainError } from './errors.ts';
import type { PolicyAction, PolicyProtocol, SecurityPolicy } from './model-policy.ts';
import type { cellar } from './runtime.ts';

const actions: readonly PolicyAction[] = ['accept', 'reject'];
const protocols: readonly PolicyProtocol[] = ['all', 'tcp', 'udp', 'icmp'];

export function encodeSecurityPolicy({
  defaultAction,
  rules,
}: SecurityPolicy): cellar.cell.v1.ISecurityPolicy {
  return {
    defaultAction: actions.indexOf(defaultAction),
    rules: rules.map((rule) => ({
      ...rule,
      action: actions.indexOf(rule.action),
      protocol: protocols.indexOf(rule.protocol),
    })),
  };
}

/** An absent one lets everything pass. @throws DomainError `invalid` for a word of a later version. */
export function decodeSecurityPolicy(
  message: cellar.cell.v1.ISecurityPolicy | null | undefined,
): SecurityPolicy {
  return {
    defaultAction: wordOf(actions, message?.defaultAction, 'default_action'),
    rules: (message?.rules ?? []).map((rule) => ({
      action: wordOf(actions, rule.action, 'action'),
      protocol: wordOf(protocols, rule.protocol, 'protocol'),
      toPort: rule.toPort ?? 0,
      fromAddress: rule.fromAddress ?? '',
      interface: rule.interface ?? 0,
    })),
  };
}

/** Never a guess: what is not understood must not let anything pass. */
function wordOf<T extends string>(words: readonly T[], number: number | null | undefined, field: string): T {
  const word = words[number ?? 0];
  if (word !== undefined) return word;
  throw new DomainError('invalid', `${field} of a security policy has the unknown value ${number}`, {
    reason: 'protocol',
  });
}
