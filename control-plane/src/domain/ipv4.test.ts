import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIpv4, netmaskOfPrefix, networkOf, parseIpv4, prefixOfNetmask } from './ipv4.ts';

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test('an address is its number and back', () => {
  fc.assert(fc.property(address, (number) => parseIpv4(formatIpv4(number)) === number));
  fc.assert(fc.property(fc.ipV4(), (text) => formatIpv4(parseIpv4(text) ?? -1) === text));
});

test.each([
  '',
  '1.2.3',
  '1.2.3.4.5',
  '256.0.0.1',
  '01.2.3.4',
  '1.2.3.-4',
  '1.2.3.4 ',
  '0x1.2.3.4',
  '::1',
  '1e1.0.0.0',
])('%j is no address', (text) => {
  expect(parseIpv4(text)).toBeNull();
  expect(prefixOfNetmask(text)).toBeNull();
});

test('a netmask is ones, then zeros', () => {
  for (let prefix = 0; prefix <= 32; prefix++) {
    expect(prefixOfNetmask(netmaskOfPrefix(prefix))).toBe(prefix);
  }
  expect(netmaskOfPrefix(20)).toBe('255.255.240.0');
  expect(['255.0.255.0', '0.0.0.255', '255.255.255.1'].map(prefixOfNetmask)).toEqual([null, null, null]);
});

test('a network holds its addresses', () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 1, max: 32 }), (number, prefix) => {
      const { first, last } = networkOf(number, prefix);
      expect(first <= number && number <= last).toBe(true);
      expect(last - first + 1).toBe(2 ** (32 - prefix));
      expect(networkOf(first, prefix)).toEqual(networkOf(last, prefix));
    }),
  );
});
