import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CloudInit, GuestSpec } from '../../../../../proto/src/model.ts';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { dataLabel, mountDataDisks, setRootLogin } from './guest-scripts.ts';
import { buildNetworkConfig } from './network-config.ts';
import { buildUserData } from './user-data.ts';

const plain: CloudInit = {
  rootEnabled: false,
  adminName: 'anna',
  adminSecret: 'never shown',
  dataPath: '/data',
  userData: '',
};
const disk = { sizeBytes: 1, imageSha256: '', clone: 'full' } as const;
const anyText = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());

function userData(cloudInit: Partial<CloudInit> = {}, spec: Partial<GuestSpec> = {}, hash = '$6$salt$hash') {
  const text = buildUserData(guestSpec(spec), { ...plain, ...cloudInit }, hash);
  expect(text).toMatch(/^#cloud-config\n/);
  expect(text).not.toContain('never shown');
  return parse(text);
}

describe('user data', () => {
  test('names and paths reach the guest, whatever characters are in them', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (name, adminName, dataPath) => {
        const data = userData({ adminName, dataPath }, { hostName: name, name: 'x', disks: [disk, disk] });
        expect(data.hostname).toBe(name || 'x');
        expect(data.users[0].name).toBe(adminName || 'root');
        expect(data.bootcmd[1]?.at(-1)).toBe(dataPath === '' ? undefined : dataPath);
      }),
    );
  });

  test.for([
    ['anna', false, 'no'],
    ['anna', true, 'yes'],
    ['root', false, 'yes'],
    ['', false, 'yes'],
  ] as const)(
    'admin "%s" with root enabled %s: root may log in: %s',
    ([adminName, rootEnabled, mayLogIn]) => {
      const data = userData({ adminName, rootEnabled });
      expect(data.disable_root).toBe(mayLogIn === 'no');
      expect(data.ssh_pwauth).toBe(true);
      expect(data.bootcmd).toEqual([
        [
          'cloud-init-per',
          'instance',
          'cellar-root-login',
          'sh',
          '-c',
          setRootLogin,
          'cellar-root-login',
          mayLogIn,
        ],
      ]);
    },
  );

  test('the administrator alone gets an account, with a password by its hash', () => {
    const known = { hashed_passwd: '$6$salt$hash', lock_passwd: false };
    expect(userData().users).toEqual([
      expect.objectContaining({ name: 'anna', sudo: 'ALL=(ALL) ALL', ...known }),
    ]);
    expect(userData({ adminName: 'root' }).users).toEqual([{ name: 'root', ...known }]);
    expect(userData({ adminName: 'root' }, {}, '').users).toEqual([{ name: 'root', lock_passwd: true }]);
  });

  test('data disks are mounted where that is wanted', () => {
    const arguments_ = (spec: Partial<GuestSpec>, dataPath = '/data') =>
      userData({ dataPath }, spec).bootcmd[1]?.slice(4);
    expect(arguments_({ disks: [disk] })).toBeUndefined();
    expect(arguments_({ disks: [disk, disk] }, '')).toBeUndefined();
    expect(arguments_({ disks: [disk, disk, disk] })).toEqual([
      ...['-c', mountDataDisks, 'cellar-data-disks', '2', dataLabel, '/data'],
    ]);
  });

  test('raw data take the place of all', () => {
    expect(buildUserData(guestSpec(), { ...plain, userData: '#!/bin/sh\r\n' }, '')).toBe('#!/bin/sh\r\n');
  });
});

describe('network configuration', () => {
  const nic = {
    ethernetAddress: '52:54:00:AA:00:01',
    network: 'internal',
    address: '',
    gateway: '',
    dns: [],
    assignment: 'dhcp',
  } as const;
  const match = { macaddress: '52:54:00:aa:00:01' };

  test('is left out when the only interface uses DHCP', () => {
    expect(buildNetworkConfig([nic])).toBeNull();
    expect(buildNetworkConfig([{ ...nic, address: '10.0.0.5/24', gateway: '10.0.0.1' }])).toBeNull();
    expect(buildNetworkConfig([])).toBeNull();
  });

  test('has a second interface use DHCP as well', () => {
    const promised = { ...nic, address: '10.0.0.5/24', gateway: '10.0.0.1' };
    const dhcp = (name: string) => ({ match, 'set-name': name, dhcp4: true });
    expect(parse(buildNetworkConfig([promised, nic]) ?? '')).toEqual({
      version: 2,
      ethernets: { eth0: dhcp('eth0'), eth1: dhcp('eth1') },
    });
  });

  test('finds interfaces by their Ethernet address', () => {
    const promised = { address: '10.0.0.5/24', gateway: '10.0.0.1', dns: ['10.0.0.2'] };
    const fixed = { ...nic, ...promised, assignment: 'static' } as const;
    expect(parse(buildNetworkConfig([fixed, nic]) ?? '')).toEqual({
      version: 2,
      ethernets: {
        eth0: {
          match,
          'set-name': 'eth0',
          dhcp4: false,
          addresses: ['10.0.0.5/24'],
          routes: [{ to: '0.0.0.0/0', via: '10.0.0.1' }],
          nameservers: { addresses: ['10.0.0.2'] },
        },
        eth1: { match, 'set-name': 'eth1', dhcp4: true },
      },
    });
  });
});
