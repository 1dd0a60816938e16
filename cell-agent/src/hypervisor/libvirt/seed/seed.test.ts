import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CloudInit, GuestSpec } from '../../../../../proto/src/model.ts';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { buildNetworkConfig } from './network-config.ts';
import { buildUserData } from './user-data.ts';

const plain: CloudInit = {
  rootEnabled: false,
  adminName: 'anna',
  adminSecret: 'pw',
  dataPath: '',
  userData: '',
};

function userData(cloudInit: Partial<CloudInit> = {}, spec: Partial<GuestSpec> = {}) {
  const text = buildUserData(guestSpec(spec), { ...plain, ...cloudInit });
  expect(text).toMatch(/^#cloud-config\n/);
  return parse(text);
}

describe('user data', () => {
  test('secrets and names reach the guest, whatever characters are in them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (name, secret) => {
          const data = userData({ adminSecret: secret }, { hostName: name, name: 'x' });
          expect(data.hostname).toBe(name || 'x');
          expect(data.chpasswd.list).toEqual([`anna:${secret}`]);
        },
      ),
    );
  });

  test.for([
    ['anna', false, true],
    ['anna', true, false],
    ['root', false, false],
    ['', false, false],
  ] as const)(
    'admin "%s" with root enabled %s: root is shut out %s',
    ([adminName, rootEnabled, disabled]) => {
      const data = userData({ adminName, rootEnabled });
      expect(data.disable_root).toBe(disabled);
      expect(data.ssh_pwauth).toBe(true);
      expect(data.users?.[1]?.name).toBe(adminName === 'anna' ? 'anna' : undefined);
      expect(data.chpasswd.list).toEqual([`${adminName || 'root'}:pw`]);
    },
  );

  test('a second disk is mounted', () => {
    const disk = { sizeBytes: 1, imageSha256: '', clone: 'full' } as const;
    const hardware = { ...guestSpec().hardware, disk: 'scsi' as const };
    expect(userData({ dataPath: '/data' }).mounts).toBeUndefined();
    expect(userData({ dataPath: '/data' }, { disks: [disk, disk], hardware }).mounts[0].slice(0, 2)).toEqual([
      '/dev/sdb',
      '/data',
    ]);
  });

  test('raw data take the place of all', () => {
    expect(buildUserData(guestSpec(), { ...plain, userData: '#!/bin/sh\r\n' })).toBe('#!/bin/sh\r\n');
  });
});

describe('network configuration', () => {
  const nic = {
    ethernetAddress: '52:54:00:AA:00:01',
    network: 'internal',
    address: '',
    gateway: '',
    dns: [],
  } as const;

  test('is left out when all interfaces use DHCP', () => {
    expect(buildNetworkConfig([nic])).toBeNull();
    expect(buildNetworkConfig([])).toBeNull();
  });

  test('names interfaces by their Ethernet address', () => {
    const fixed = { ...nic, address: '10.0.0.5/24', gateway: '10.0.0.1', dns: ['10.0.0.2'] };
    expect(parse(buildNetworkConfig([fixed, nic]) ?? '')).toEqual({
      version: 2,
      ethernets: {
        nic0: {
          match: { macaddress: '52:54:00:aa:00:01' },
          dhcp4: false,
          addresses: ['10.0.0.5/24'],
          routes: [{ to: '0.0.0.0/0', via: '10.0.0.1' }],
          nameservers: { addresses: ['10.0.0.2'] },
        },
        nic1: { match: { macaddress: '52:54:00:aa:00:01' }, dhcp4: true },
      },
    });
  });
});
