import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDhcpConfig, type DhcpEntry } from './dhcp-config.ts';
import { parseLeases, withoutStale } from './lease-file.ts';

const bridge = { name: 'br0', index: 7, addresses: ['192.168.1.2/24'] };
const files = { leases: '/d/leases', pid: '/d/pid' };
const entry = (last: number, change: Partial<DhcpEntry> = {}): DhcpEntry => ({
  ethernetAddress: `52:54:00:00:00:0${last}`,
  address: `10.0.0.${last}/24`,
  gateway: '10.0.0.1',
  dns: ['9.9.9.9', '8.8.8.8'],
  ...change,
});
const linesOf = (entries: readonly DhcpEntry[], of = bridge) =>
  buildDhcpConfig(of, entries, files).split('\n');

describe('the configuration', () => {
  test('knows the guests and ignores all others on its one bridge', () => {
    const lines = linesOf([entry(5)]);
    expect(lines).toContain('dhcp-ignore=tag:!known');
    expect(lines).toContain('bind-interfaces');
    expect(lines.filter((line) => line.startsWith('interface='))).toEqual(['interface=br0']);
    expect(lines).toContain('dhcp-host=52:54:00:00:00:05,set:s0,10.0.0.5,12h');
    expect(lines).toContain('dhcp-range=10.0.0.0,static,255.255.255.0,10.0.0.255,12h');
  });

  test('gives each guest the gateway and name servers of its pool', () => {
    const lines = linesOf([entry(5), entry(6, { gateway: '', dns: [] }), entry(7)]);
    expect(lines.filter((line) => line.startsWith('dhcp-option='))).toEqual([
      'dhcp-option=tag:s0,option:router,10.0.0.1',
      'dhcp-option=tag:s0,option:dns-server,9.9.9.9,8.8.8.8',
      'dhcp-option=tag:s1,option:router',
      'dhcp-option=tag:s1,option:dns-server',
    ]);
    expect(lines.filter((line) => line.startsWith('dhcp-host=')).map((line) => line.split(',')[1])).toEqual([
      'set:s0',
      'set:s1',
      'set:s0',
    ]);
  });

  test('serves networks in which the bridge has no address', () => {
    const shared = 'shared-network=br0,10.0.0.0';
    expect(linesOf([entry(5)])).toContain(shared);
    expect(linesOf([entry(5)], { ...bridge, addresses: ['10.0.0.1/24'] })).not.toContain(shared);
  });

  test('is the same for the same guests in any order, and another for a bridge made anew', () => {
    const entries = [entry(5), entry(6), entry(7, { dns: [] })];
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: 3 }), (shuffled) => {
        expect(linesOf(shuffled)).toEqual(linesOf(entries));
      }),
    );
    expect(linesOf(entries, { ...bridge, index: 8 })).not.toEqual(linesOf(entries));
  });
});

describe('leases', () => {
  const text = [
    '1763800000 52:54:00:00:00:05 10.0.0.5 tiny ff:00',
    '1763800000 52:54:00:00:00:06 10.0.0.99 * *',
    '1763800000 52:54:00:00:00:0f 10.0.0.7 * *',
    'duid 00:01:00:01',
    '',
  ].join('\n');

  test('are read', () => {
    expect(parseLeases(text).get('52:54:00:00:00:05')).toBe('10.0.0.5');
    expect(parseLeases(text).size).toBe(3);
  });

  test('that are no longer promised are dropped', () => {
    expect(withoutStale(text, [entry(5), entry(6), entry(7)])).toBe(
      '1763800000 52:54:00:00:00:05 10.0.0.5 tiny ff:00\n',
    );
    expect(withoutStale('', [entry(5)])).toBe('');
  });
});
