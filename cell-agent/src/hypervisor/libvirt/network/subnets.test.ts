import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseSubnet } from './choose-subnet.ts';
import { parseRoutes } from './host-subnets.ts';
import { buildNetworkXml, parseNetworkXml } from './network-xml.ts';
import { addressIn, overlap, parseSubnet } from './subnet.ts';

const cidr = fc.tuple(fc.ipV4(), fc.integer({ min: 8, max: 30 })).map((parts) => parts.join('/'));

describe('subnets', () => {
  test('each overlaps itself and what is around it', () => {
    fc.assert(
      fc.property(cidr, (text) => {
        const subnet = parseSubnet(text);
        expect(overlap(subnet, subnet)).toBe(true);
        expect(overlap(subnet, parseSubnet(`${addressIn(subnet, 0)}/${subnet.prefix - 1}`))).toBe(true);
        expect(overlap(subnet, parseSubnet(`${addressIn(subnet, -1)}/32`))).toBe(true);
        expect(overlap(subnet, { network: subnet.network + 2 ** (32 - subnet.prefix), prefix: 32 })).toBe(
          false,
        );
      }),
    );
  });

  test('addresses count from both ends', () => {
    const subnet = parseSubnet('10.20.30.7/24');
    expect([0, 1, -1, -2].map((offset) => addressIn(subnet, offset))).toEqual([
      '10.20.30.0',
      '10.20.30.1',
      '10.20.30.255',
      '10.20.30.254',
    ]);
  });
});

describe('the choice', () => {
  test('is the first free one', () => {
    expect(addressIn(chooseSubnet([]), 1)).toBe('192.168.130.1');
    const inUse = ['192.168.130.5/24', '192.168.131.128/25', '10.0.0.0/8'].map(parseSubnet);
    expect(addressIn(chooseSubnet(inUse), 1)).toBe('192.168.132.1');
  });

  test('fails when all are in use', () => {
    expect(() => chooseSubnet([parseSubnet('192.168.0.0/16')])).toThrow(
      expect.objectContaining({ code: 'no_capacity', reason: 'no_free_subnet' }),
    );
  });
});

test('routes of the host are read, except the default and the own bridge', () => {
  const head = 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT';
  const rows = [
    'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0',
    'eth0\t0082A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
    'cel-1\t0083A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
  ];
  expect(parseRoutes([head, ...rows, ''].join('\n'), 'cel-1')).toEqual([parseSubnet('192.168.130.0/24')]);
});

test('the network built is the network read', () => {
  fc.assert(
    fc.property(cidr, (text) => {
      const subnet = parseSubnet(text);
      const xml = buildNetworkXml({ name: 'cellar-1', bridge: 'cel-1', subnet });
      expect(parseNetworkXml(xml)).toEqual({ bridge: 'cel-1', subnets: [subnet] });
    }),
  );
});

test('a network with a netmask is read, one without addresses too', () => {
  const xml =
    "<network><bridge name='b'/><ip address='10.1.2.1' netmask='255.255.252.0'/><ip family='ipv6' address='fd00::1' prefix='64'/></network>";
  expect(parseNetworkXml(xml).subnets).toEqual([parseSubnet('10.1.0.0/22')]);
  expect(parseNetworkXml('<network/>')).toEqual({ bridge: '', subnets: [] });
});
