import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AddressPool, AddressRange } from './address-pool.ts';
import { makeRange, refuseOverlap } from './address-pool-rules.ts';
import { assignedInterface, nextAfter, searchOrder, sidesOf, whyNever } from './allocation.ts';
import { networkOf, parseIpv4 } from './ipv4.ts';

const at = (text: string) => parseIpv4(text) ?? 0;
const range = (
  start: string,
  end: string,
  netmask = '255.255.255.0',
  side: AddressRange['side'] = 'internal',
) => makeRange({ pool: 'p', side, start, end, netmask });
const pool: AddressPool = {
  name: 'p',
  gateway: at('10.0.0.1'),
  dns: [at('9.9.9.9')],
  provider: 'dhcp',
  mode: 'internal',
  createdAtMs: 0,
};

const ranges = fc
  .record({
    start: fc.integer({ min: at('10.0.0.0'), max: at('10.0.2.255') }),
    length: fc.integer({ min: 1, max: 80 }),
    prefix: fc.integer({ min: 22, max: 30 }),
    progress: fc.integer({ min: 0, max: 81 }),
  })
  .map(({ start, length, prefix, progress }): AddressRange => {
    const end = Math.min(start + length - 1, networkOf(start, prefix).last);
    return { pool: 'p', side: 'internal', start, end, prefix, next: Math.min(start + progress, end + 1) };
  });
const gateways = fc.integer({ min: at('10.0.0.0'), max: at('10.0.3.255') });

describe('the search for a free address', () => {
  test('meets each address that may be given once, the next one first, and no other', () => {
    fc.assert(
      fc.property(ranges, gateways, (one, gateway) => {
        const met = searchOrder(one, gateway).flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
        );
        const all = Array.from({ length: one.end - one.start + 1 }, (_, index) => one.start + index);
        const searched = one.next <= one.end;
        const allowed = all.filter((address) => searched && whyNever(one, gateway, address) === null);
        expect(met).toEqual([
          ...allowed.filter((address) => address >= one.next),
          ...allowed.filter((address) => address < one.next),
        ]);
      }),
    );
  });

  test('goes on behind what was given and starts again after the end', () => {
    const one = range('10.0.0.5', '10.0.0.7');
    expect([5, 6, 7].map((last) => nextAfter(one, at(`10.0.0.${last}`)))).toEqual(
      [6, 7, 5].map((last) => at(`10.0.0.${last}`)),
    );
  });

  test('never gives the gateway, nor the first and last address of the network', () => {
    const whole = range('10.0.0.1', '10.0.0.255');
    expect(whyNever(whole, pool.gateway, at('10.0.0.1'))).toBe('it is the gateway');
    expect(whyNever(whole, pool.gateway, at('10.0.0.255'))).toBe('it is the broadcast address');
    expect(whyNever(range('10.0.0.0', '10.0.0.9'), pool.gateway, at('10.0.0.0'))).toBe(
      'it is the address of the network',
    );
  });
});

describe('a guest', () => {
  const inside = range('10.0.0.5', '10.0.0.9');
  const outside = range('203.0.113.5', '203.0.113.9', '255.255.255.0', 'external');

  test('has the interfaces of the mode, an external one besides where there are addresses for it', () => {
    expect(sidesOf({ mode: 'internal' }, [inside, outside])).toEqual(['internal']);
    expect(sidesOf({ mode: 'external' }, [])).toEqual(['external']);
    expect(sidesOf({ mode: 'both' }, [inside])).toEqual(['internal']);
    expect(sidesOf({ mode: 'both' }, [outside])).toEqual(['internal', 'external']);
  });

  test('has its default route where the gateway is', () => {
    const near = assignedInterface(pool, inside, at('10.0.0.5'), true);
    expect(near).toEqual({
      network: 'internal',
      address: '10.0.0.5/24',
      gateway: '10.0.0.1',
      dns: ['9.9.9.9'],
      assignment: 'dhcp',
    });
    expect(assignedInterface(pool, outside, at('203.0.113.5'), true)).toMatchObject({ gateway: '' });
  });

  test('has its address written by cloud-init where both pool and guest have that', () => {
    const written = { ...pool, provider: 'cloudinit' } as const;
    expect(assignedInterface(written, inside, at('10.0.0.5'), true).assignment).toBe('static');
    expect(assignedInterface(written, inside, at('10.0.0.5'), false).assignment).toBe('dhcp');
  });
});

describe('a range', () => {
  test.each([
    ['10.0.0.9', '10.0.0.5', '255.255.255.0', 'end must be an address from 10.0.0.9 on, not "10.0.0.5"'],
    ['10.0.0.9', '10.0.1.5', '255.255.255.0', 'end must be in the network of the start, 10.0.0.0/24'],
    ['10.0.0.9', '10.0.0.10', '255.0.255.0', 'netmask must be a netmask from'],
    ['10.0.0.9', '10.0.0.10', '255.255.255.254', 'netmask must be a netmask from'],
    ['10.0.0.9', '10.0.0.10', '24', 'netmask must be a netmask from'],
    ['127.0.0.9', '127.0.0.10', '255.0.0.0', 'start must be an IPv4 address of a host'],
    ['10.0.0.9', '224.0.0.1', '255.0.0.0', 'end must be an IPv4 address of a host'],
    ['::1', '::2', '255.0.0.0', 'start must be an IPv4 address of a host'],
  ])('from %s to %s with %s is refused', (start, end, netmask, message) => {
    expect(() => range(start, end, netmask)).toThrow(message);
  });

  test('overlaps another when they have an address in common', () => {
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const common = Math.max(one.start, other.start) <= Math.min(one.end, other.end);
        const check = () => refuseOverlap(one, [other]);
        if (common) expect(check).toThrow('overlaps');
        else expect(check).not.toThrow();
      }),
    );
  });
});
