import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { GuestSpec } from '../../proto/src/model.ts';
import { type Current, define, defineAndStart, expectFailure, removeAfterTest } from './context.ts';

export function definitionTests(current: Current): void {
  describe('definition', () => {
    test('a defined guest is stopped, listed, and keeps its spec and operation', async () => {
      const { hypervisor, newSpec } = current();
      const spec = newSpec();
      const operationId = randomUUID();
      removeAfterTest(hypervisor, spec.id);
      await hypervisor.defineGuest(operationId, spec);

      const guest = await hypervisor.getGuest(spec.id);
      expect(guest).toEqual({
        spec,
        operationId,
        state: 'stopped',
        stateReason: '',
        addresses: [],
        media: null,
        guestAgentConnected: false,
        startedAtMs: 0,
      });
      expect(await hypervisor.listGuests()).toContainEqual(guest);
    });

    test('every field of the spec comes back as it was given', async () => {
      const { hypervisor, newSpec } = current();
      const spec = awkward(newSpec());
      removeAfterTest(hypervisor, spec.id);
      await hypervisor.defineGuest('operation "ü" <&>', spec);

      expect(await hypervisor.getGuest(spec.id)).toMatchObject({ spec, operationId: 'operation "ü" <&>' });
    });

    test('a running guest keeps its spec, secrets too', async () => {
      const context = current();
      const spec = await defineAndStart(context);
      expect((await context.hypervisor.getGuest(spec.id)).spec).toEqual(spec);
    });

    test('defining again for the same operation changes nothing', async () => {
      const { hypervisor, newSpec } = current();
      const spec = newSpec();
      const operationId = randomUUID();
      removeAfterTest(hypervisor, spec.id);
      await hypervisor.defineGuest(operationId, spec);
      await hypervisor.defineGuest(operationId, { ...spec, name: 'another-name' });
      expect((await hypervisor.getGuest(spec.id)).spec).toEqual(spec);
    });

    test('defining again for another operation fails and changes nothing', async () => {
      const { hypervisor, newSpec } = current();
      const spec = newSpec();
      const operationId = randomUUID();
      removeAfterTest(hypervisor, spec.id);
      await hypervisor.defineGuest(operationId, spec);
      await expectFailure(
        hypervisor.defineGuest(randomUUID(), { ...spec, name: 'another-name' }),
        'already_exists',
      );
      expect(await hypervisor.getGuest(spec.id)).toMatchObject({ spec, operationId });
    });

    test('an undefined guest is gone, and may be undefined again', async () => {
      const context = current();
      const { id } = await define(context, context.newSpec());
      await context.hypervisor.undefineGuest(id);
      await context.hypervisor.undefineGuest(id);
      await expectFailure(context.hypervisor.getGuest(id), 'not_found');
      expect((await context.hypervisor.listGuests()).map((guest) => guest.spec.id)).not.toContain(id);
    });

    test('a running guest is not undefined', async () => {
      const context = current();
      const { id } = await defineAndStart(context);
      await expectFailure(context.hypervisor.undefineGuest(id), 'conflict');
      expect(await context.hypervisor.getGuest(id)).toMatchObject({ state: 'running' });
    });
  });
}

/** Strings that XML, JSON and shells like to damage; several disks and interfaces; nothing at its default. */
function awkward(spec: GuestSpec): GuestSpec {
  return {
    ...spec,
    name: `名前 "q" 'a' <&> ]]> ${spec.id}`,
    hostName: 'host-1.example',
    owner: 'user & <group>',
    group: ' spaces around ',
    pool: 'pool/ü',
    operatingSystem: 'windows',
    disks: [
      { sizeBytes: 2 ** 24, imageSha256: 'ab'.repeat(32), clone: 'linked' },
      { sizeBytes: 2 ** 25, imageSha256: '', clone: 'full' },
    ],
    hardware: {
      disk: 'sata',
      network: 'e1000',
      display: 'vga',
      control: 'vnc',
      usb: 'nec-xhci',
      tablet: 'usb',
      firmware: 'bios',
    },
    qos: { ...spec.qos, cpuPriority: 'low', readIops: 100, writeBytesPerSecond: 2 ** 33 },
    autoStart: true,
    monitorSecret: `"<&'>"]`,
    cloudInit: {
      rootEnabled: true,
      adminName: 'admin',
      adminSecret: ` p"w'<&>\\$ü `,
      dataPath: '/opt/data',
      userData: '#cloud-config\r\n\tkey: "<value> & \'more\'"\n\n  end: 🍷\n',
    },
    modules: ['qemu', 'cloud-init'],
    createdAtMs: 1_700_000_000_123,
  };
}
