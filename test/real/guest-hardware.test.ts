/** Each kind of hardware carries a system that starts, finds its disks and talks to the network. */
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GuestSpec, Hardware } from '../../proto/src/model.ts';
import { define, waitForGuest } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { type GuestImage, guestImage } from '../support/guest-image.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const bootTimeoutMs = 170_000;
const mebibyte = 2 ** 20;

let real: RealHypervisor;
let image: GuestImage;

beforeAll(async () => {
  real = await startRealHypervisor('33333333-hardware');
  image = await guestImage(real.imagesPath);
});
afterAll(async () => await real[Symbol.asyncDispose]());

const plain: Hardware = smallGuestSpec().hardware;

/** A guest with the system on its first disk, a blank second disk and a network card. */
function bootable(hardware: Partial<Hardware>, changes: Partial<GuestSpec> = {}): GuestSpec {
  return smallGuestSpec({
    memoryBytes: 192 * mebibyte,
    disks: [
      { sizeBytes: 128 * mebibyte, imageSha256: image.disk.sha256, clone: 'linked' },
      { sizeBytes: 16 * mebibyte, imageSha256: '', clone: 'linked' },
    ],
    interfaces: [internalInterface()],
    hardware: { ...plain, ...hardware },
    ...changes,
  });
}

const systemDisk = () => ({ ...image.disk, clone: 'linked' as const });

/** Waits until the guest says the word on its first serial port; returns what comes after it. */
async function said(guestId: string, word: string): Promise<string> {
  let line: string | undefined;
  await poll(
    `the guest says ${word}`,
    async () => {
      const text = await readFile(`${real.storagePath}/${guestId}.serial.log`, 'utf8').catch(() => '');
      line = new RegExp(`CELLAR_GUEST_${word} (.*)`).exec(text)?.[1];
      return line !== undefined;
    },
    bootTimeoutMs,
  );
  return line ?? '';
}

async function expectAgentAndAddress(spec: GuestSpec): Promise<void> {
  const { hypervisor } = real;
  const hasAll = await waitForGuest(
    hypervisor,
    spec.id,
    'has its agent and address',
    (guest) => guest.guestAgentConnected && guest.addresses.some(({ source }) => source === 'agent'),
  );
  expect(hasAll.addresses.map((one) => one.ethernetAddress)).toEqual([spec.interfaces[0]?.ethernetAddress]);
}

describe('from its disk', () => {
  const kinds: (Partial<Hardware> & { seen: string })[] = [
    { disk: 'virtio', network: 'e1000', display: 'qxl', usb: 'nec-xhci', tablet: 'usb', seen: 'vda,vdb' },
    { disk: 'scsi', network: 'virtio', display: 'vga', usb: 'nec-xhci', tablet: '', seen: 'sda,sdb' },
    { disk: 'sata', network: 'rtl8139', display: 'virtio', control: 'spice', tablet: 'usb', seen: 'sda,sdb' },
    { disk: 'ide', network: 'virtio', display: 'cirrus', tablet: 'virtio', seen: 'sda,sdb' },
  ];

  test.for(kinds)('$disk, $network, $display', { timeout: bootTimeoutMs }, async ({ seen, ...hardware }) => {
    const spec = bootable(hardware);
    await define(real, spec, systemDisk());
    await real.hypervisor.startGuest(spec.id, { type: 'disk' });
    expect(await said(spec.id, 'READY')).toContain(
      `disks=${['sr0', ...seen.split(',')].toSorted().join(',')}`,
    );
    await expectAgentAndAddress(spec);
  });

  test('UEFI', { timeout: bootTimeoutMs }, async () => {
    const spec = bootable({ firmware: 'efi' }, { memoryBytes: 320 * mebibyte });
    await define(real, spec, systemDisk());
    await real.hypervisor.startGuest(spec.id, { type: 'disk' });
    expect(await said(spec.id, 'READY')).toContain('boot=disk-uefi');
    await expectAgentAndAddress(spec);

    const { hypervisor, storagePath } = real;
    const variables = async () => (await readdir(storagePath)).filter((name) => name.endsWith('.nvram.fd'));
    await hypervisor.destroyGuest(spec.id);
    await hypervisor.startGuest(spec.id, { type: 'network' });
    await hypervisor.destroyGuest(spec.id);
    expect(await variables()).toContain(`${spec.id}.nvram.fd`);
    await hypervisor.undefineGuest(spec.id);
    await hypervisor.deleteDisks(spec.id);
    expect(await variables()).not.toContain(`${spec.id}.nvram.fd`);
  });

  test('with a cloud-init seed', { timeout: bootTimeoutMs }, async () => {
    const cloudInit = {
      rootEnabled: true,
      adminName: 'root',
      adminSecret: 's3cret',
      dataPath: '/opt/data',
      userData: '',
    };
    const spec = bootable({}, { cloudInit, hostName: 'seeded-host' });
    await define(real, spec, systemDisk());
    await real.hypervisor.startGuest(spec.id, { type: 'disk' });
    expect(await said(spec.id, 'SEED')).toContain('seeded-host');
  });
});

test('a guest with a balloon driver tells how much memory it has free', {
  timeout: bootTimeoutMs,
}, async () => {
  const spec = bootable({});
  await define(real, spec, systemDisk());
  await real.hypervisor.startGuest(spec.id, { type: 'disk' });
  await said(spec.id, 'READY');
  await poll('free memory is told', async () => {
    const [guest] = await real.hypervisor.guestStatistics();
    const free = guest?.memoryAvailableBytes ?? 0;
    return free > 0 && free < spec.memoryBytes;
  });
});

test('media is there for one run only', { timeout: bootTimeoutMs }, async () => {
  const { hypervisor } = real;
  const spec = bootable({}, { disks: [{ sizeBytes: 16 * mebibyte, imageSha256: '', clone: 'linked' }] });
  const media = { imageId: 'tiny', imageSha256: image.iso.sha256 };
  await define(real, spec);
  await hypervisor.startGuest(spec.id, { type: 'media', media });

  expect(await said(spec.id, 'READY')).toContain('boot=iso');
  expect(await hypervisor.getGuest(spec.id)).toMatchObject({ state: 'running', media });
  await hypervisor.destroyGuest(spec.id);
  expect(await hypervisor.getGuest(spec.id)).toMatchObject({ spec, state: 'stopped', media: null });
  await hypervisor.startGuest(spec.id, { type: 'disk' });
  expect(await hypervisor.getGuest(spec.id)).toMatchObject({ spec, state: 'running', media: null });
});
