/** Lists of security rules: each function gives a new list, positions count from 0. */
import { DomainError } from '../../../proto/src/errors.ts';
import type { PolicyRule } from './policy.ts';

const largestList = 200;

/** @throws DomainError `invalid` (`port_needed`, `port_without_protocol`). */
export function checkRule({ protocol, toPort }: PolicyRule): void {
  if ((protocol === 'tcp' || protocol === 'udp') && toPort === 0) {
    throw badPort('port_needed', `to_port must be from 1 to 65535 for the protocol ${protocol}`);
  }
  if (protocol === 'icmp' && toPort !== 0) {
    throw badPort(
      'port_without_protocol',
      `to_port ${toPort} can not be given: the protocol icmp has no ports`,
    );
  }
}

/** @throws DomainError `already_exists` (`duplicate_rule`), `invalid` (`too_many_rules`). */
export function appendRule(rules: readonly PolicyRule[], rule: PolicyRule): PolicyRule[] {
  refuseTwin(rules, rule, -1);
  if (rules.length >= largestList) {
    throw new DomainError('invalid', `there are ${largestList} rules already, which is the most`, {
      reason: 'too_many_rules',
      details: { max: largestList },
    });
  }
  return [...rules, rule];
}

/** @throws DomainError `not_found`, `already_exists` (`duplicate_rule`), `conflict` (`no_change`). */
export function replaceRule(rules: readonly PolicyRule[], index: number, rule: PolicyRule): PolicyRule[] {
  const old = ruleAt(rules, index);
  if (isTwin(old, rule) && old.action === rule.action) {
    throw new DomainError('conflict', `no need to change rule ${index}`, { reason: 'no_change' });
  }
  refuseTwin(rules, rule, index);
  return rules.with(index, rule);
}

/** @throws DomainError `not_found`. */
export function removeRule(rules: readonly PolicyRule[], index: number): PolicyRule[] {
  ruleAt(rules, index);
  return rules.toSpliced(index, 1);
}

/** Changes places with its neighbour. @throws DomainError `not_found`, `conflict` (`already_on_top`, `already_on_bottom`). */
export function moveRule(
  rules: readonly PolicyRule[],
  index: number,
  direction: 'up' | 'down',
): PolicyRule[] {
  const moved = ruleAt(rules, index);
  const target = direction === 'up' ? index - 1 : index + 1;
  const neighbour = rules[target];
  if (neighbour === undefined) {
    const end = direction === 'up' ? 'top' : 'bottom';
    throw new DomainError('conflict', `rule ${index} is already on ${end}`, { reason: `already_on_${end}` });
  }
  return rules.with(index, neighbour).with(target, moved);
}

function ruleAt(rules: readonly PolicyRule[], index: number): PolicyRule {
  const rule = rules[index];
  if (rule) return rule;
  const range = rules.length === 0 ? 'there is none' : `there are 0 to ${rules.length - 1}`;
  throw new DomainError('not_found', `invalid rule ${index}: ${range}`, { reason: 'rule_not_found' });
}

/** Two rules that match the same packets: the second would never count. */
function isTwin(one: PolicyRule, other: PolicyRule): boolean {
  return (
    one.protocol === other.protocol &&
    one.toPort === other.toPort &&
    one.fromAddress === other.fromAddress &&
    one.interface === other.interface
  );
}

function refuseTwin(rules: readonly PolicyRule[], rule: PolicyRule, except: number): void {
  const twin = rules.findIndex((other, index) => index !== except && isTwin(other, rule));
  if (twin === -1) return;
  throw new DomainError('already_exists', `rule ${twin} is about the same packets`, {
    reason: 'duplicate_rule',
    details: { index: twin },
  });
}

function badPort(reason: string, message: string): DomainError {
  return new DomainError('invalid', message, { reason, details: { field: 'to_port' } });
}
