import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPolicy, type PolicyRule } from '../../../../../proto/src/model-policy.ts';
import { receivingRules, sendingRules } from './filter-rules.ts';
import { tapName } from './tap-name.ts';

const tap = { name: 'tap0', ethernetAddress: '52:54:00:AA:bb:01', address: '', number: 1 };
const any: PolicyRule = { action: 'accept', protocol: 'all', toPort: 0, fromAddress: '', interface: 0 };

function rulesOf(...rules: Partial<PolicyRule>[]): string[] {
  const policy = { defaultAction: 'reject' as const, rules: rules.map((rule) => ({ ...any, ...rule })) };
  return receivingRules(tap, policy).slice(1);
}

describe('what reaches a guest', () => {
  test.each([
    [{ protocol: 'tcp', toPort: 22 }, ['tcp dport 22 accept']],
    [{ toPort: 53 }, ['tcp dport 53 accept', 'udp dport 53 accept']],
    [{ fromAddress: '10.0.0.0/8' }, ['ip saddr 10.0.0.0/8 accept']],
    [{ fromAddress: 'FD00::1', protocol: 'udp', toPort: 1 }, ['ip6 saddr fd00::1 udp dport 1 accept']],
    [{ protocol: 'icmp' }, ['meta l4proto icmp accept', 'meta l4proto ipv6-icmp accept']],
    [{}, ['accept']],
    [{ interface: 1 }, ['accept']],
  ] as const)('%j becomes %j', (rule, expected) => {
    expect(rulesOf(rule)).toEqual([...expected, 'drop']);
  });

  test('has no rules that make no difference', () => {
    expect(receivingRules(tap, { ...openPolicy, rules: [any, { ...any, toPort: 22 }] })).toEqual([
      'jump receives-always',
      'accept',
    ]);
    expect(rulesOf({ interface: 2 })).toEqual(['drop']);
  });
});

test('a guest with an address is bound to it, with or without its prefix length, one of IPv6 to its MAC', () => {
  const withAddress = (address: string) => sendingRules({ ...tap, address }).join('\n');
  expect(withAddress('')).not.toContain('ip saddr');
  expect(withAddress('fd00::5/64')).not.toContain('ip saddr');
  expect(withAddress('10.0.0.5/24')).toBe(withAddress('10.0.0.5'));
  expect(withAddress('10.0.0.5')).toContain('ip saddr != 0.0.0.0 ip saddr != 10.0.0.5 drop');
});

test('nothing but addresses gets into the rules', () => {
  const text = fc.oneof(
    fc.string(),
    fc.ipV4().map((ip) => `${ip} accept`),
    fc.tuple(fc.ipV4(), fc.string()).map((parts) => parts.join('/')),
    fc.ipV6(),
  );
  fc.assert(
    fc.property(text, (from) => {
      for (const make of [
        () => rulesOf({ fromAddress: from }),
        () => sendingRules({ ...tap, address: from }),
        () => sendingRules({ ...tap, ethernetAddress: from }),
      ]) {
        let rules: string[];
        try {
          rules = make();
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid', reason: 'bad_address' });
          continue;
        }
        for (const rule of rules) expect(rule).toMatch(/^[\w !=:./-]+$/);
      }
    }),
  );
});

test('names of devices are short, different and always the same', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      const names = [...Array(16).keys()].map((index) => tapName(one, index));
      expect(new Set(names).size).toBe(16);
      for (const name of names) expect(name).toMatch(/^tap[0-9a-f]{11}[0-9a-f]$/);
      expect(tapName(one.toUpperCase(), 0)).toBe(names[0]);
      fc.pre(one.slice(0, 13) !== other.slice(0, 13));
      expect(names).not.toContain(tapName(other, 0));
    }),
  );
});
