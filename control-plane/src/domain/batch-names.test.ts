import { describe, expect, test } from 'vitest';
import { batchNames, nameAfterAddress } from './batch-names.ts';

const addresses = ['52:54:00:00:00:01', '52:54:00:00:00:02'];

describe('names of a batch', () => {
  test('count from 0', () => {
    expect(batchNames('order', 'web', addresses)).toEqual(['web_0', 'web_1']);
  });

  test('follow the MAC, with a prefix or without', () => {
    expect(batchNames('ethernet-address', 'web', addresses)[1]).toBe('web_52-54-00-00-00-02');
    expect(batchNames('ethernet-address', '', addresses)[0]).toBe('52-54-00-00-00-01');
  });

  test('follow the address, with a prefix or without', () => {
    expect(nameAfterAddress('web', '10.0.0.5')).toBe('web_10-0-0-5');
    expect(nameAfterAddress('', '10.0.0.5')).toBe('10-0-0-5');
    expect(() => nameAfterAddress('x'.repeat(55), '10.0.0.5')).toThrow('only 1 to 63');
  });

  test.each([
    ['order', '', 'name_prefix is missing'],
    ['order', 'two words', 'two words'],
    ['order', '../x', '../x'],
    ['order', 'x'.repeat(62), 'only 1 to 63'],
    ['ethernet-address', 'x'.repeat(46), 'only 1 to 63'],
    ['ethernet-address', 'ü', 'ü'],
  ] as const)('by %s refuse the prefix %j', (rule, prefix, message) => {
    expect(() => batchNames(rule, prefix, addresses)).toThrow(message);
  });

  test('fit into a host name to the last one', () => {
    const many = Array.from({ length: 11 }, () => '52:54:00:00:00:01');
    const prefix = 'x'.repeat(61);
    expect(batchNames('order', prefix, many.slice(1))).toHaveLength(10);
    expect(() => batchNames('order', prefix, many)).toThrow('only 1 to 63');
  });
});
