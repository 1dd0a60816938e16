import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import { guestSpec } from '../../../../test/support/guest-spec.ts';
import { validateSpec } from './validate-spec.ts';

const nic = {
  ethernetAddress: '52:54:00:00:00:01',
  network: 'internal',
  address: '10.0.0.2/24',
  gateway: '10.0.0.1',
  dns: ['1.1.1.1'],
  assignment: 'dhcp',
} as const;
const disk = { sizeBytes: 1, imageSha256: '', clone: 'full' } as const;
const { qos } = guestSpec();

test('a full spec is sound', () => {
  const cloudInit = {
    rootEnabled: true,
    adminName: 'root',
    adminSecret: 'x',
    dataPath: '/data',
    userData: '#cloud-config\n',
  };
  expect(() => validateSpec(guestSpec({ interfaces: [nic], cloudInit }))).not.toThrow();
});

const wrong: readonly [string, Partial<GuestSpec>][] = [
  ['id', { id: 'web' }],
  ['name', { name: '' }],
  ['name', { name: 'a\u0000b' }],
  ['cores', { cores: 0 }],
  ['memoryBytes', { memoryBytes: 2 ** 60 }],
  ['disks.1.sizeBytes', { disks: [disk, { ...disk, sizeBytes: -1 }] }],
  ['disks.0.imageSha256', { disks: [{ ...disk, imageSha256: '../../etc/passwd' }] }],
  ['interfaces.0.ethernetAddress', { interfaces: [{ ...nic, ethernetAddress: '52:54:00' }] }],
  ['interfaces.0.address', { interfaces: [{ ...nic, address: '10.0.0.2' }] }],
  ['interfaces.0.dns.0', { interfaces: [{ ...nic, dns: ['dns'] }] }],
  ['qos.readIops', { qos: { ...qos, readIops: 0.5 } }],
  ['monitorSecret', { monitorSecret: 'nine char' }],
];

test.each(wrong)('a wrong %s is named', (field, changes) => {
  expect(() => validateSpec(guestSpec(changes))).toThrow(
    expect.objectContaining({ code: 'invalid', details: { field } }),
  );
});

test('no message repeats a secret', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 9, maxLength: 60 }), (monitorSecret) => {
      try {
        validateSpec(guestSpec({ monitorSecret: `#${monitorSecret}` }));
        expect.unreachable();
      } catch (error) {
        expect(String(error)).not.toContain(`#${monitorSecret}`);
      }
    }),
  );
});
