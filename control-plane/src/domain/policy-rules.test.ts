import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyRule } from './policy.ts';
import { appendRule, checkRule, moveRule, removeRule, replaceRule } from './policy-rules.ts';

function rule(toPort: number, more: Partial<PolicyRule> = {}): PolicyRule {
  return { action: 'accept', protocol: 'tcp', toPort, fromAddress: '', interface: 0, ...more };
}

const list = fc
  .uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 2, maxLength: 20 })
  .map((ports) => ports.map((port) => rule(port)));

describe('a list of security rules', () => {
  it('comes back when a rule moves there and back', () => {
    fc.assert(
      fc.property(list, fc.nat(), (rules, at) => {
        const index = at % (rules.length - 1);
        const moved = moveRule(rules, index, 'down');
        expect(moved[index + 1]).toEqual(rules[index]);
        expect(moved[index]).toEqual(rules[index + 1]);
        expect(moveRule(moved, index + 1, 'up')).toEqual(rules);
      }),
    );
  });

  it('ends above and below', () => {
    const rules = [rule(1), rule(2)];
    expect(() => moveRule(rules, 0, 'up')).toThrow('rule 0 is already on top');
    expect(() => moveRule(rules, 1, 'down')).toThrow('rule 1 is already on bottom');
    expect(() => moveRule(rules, 2, 'up')).toThrow('invalid rule 2: there are 0 to 1');
    expect(() => removeRule([], 0)).toThrow('invalid rule 0: there is none');
  });

  it('has no two about the same packets, whatever they do with them', () => {
    const rules = [rule(1), rule(2), rule(2, { interface: 1 }), rule(2, { fromAddress: '10.0.0.1' })];
    expect(() => appendRule(rules, rule(2, { action: 'reject' }))).toThrow('rule 1 is about the same');
    expect(() => replaceRule(rules, 0, rule(2))).toThrow('rule 1 is about the same');
    expect(() => replaceRule(rules, 0, rule(1))).toThrow('no need to change rule 0');
    expect(replaceRule(rules, 0, rule(1, { action: 'reject' }))[0]?.action).toBe('reject');
    expect(appendRule(rules, rule(2, { protocol: 'udp' }))).toHaveLength(5);
  });

  it('has a bound', () => {
    const full = Array.from({ length: 200 }, (_, index) => rule(index + 1));
    expect(() => appendRule(full, rule(300))).toThrow('200 rules already');
  });

  it('has ports where the protocol has them', () => {
    expect(() => checkRule(rule(0))).toThrow('from 1 to 65535 for the protocol tcp');
    expect(() => checkRule(rule(22, { protocol: 'icmp' }))).toThrow('icmp has no ports');
    for (const good of [
      rule(0, { protocol: 'icmp' }),
      rule(0, { protocol: 'all' }),
      rule(53, { protocol: 'all' }),
    ])
      checkRule(good);
  });
});
