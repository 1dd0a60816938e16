import { randomBytes, randomUUID } from 'node:crypto';
import type { GuestSpec, InterfaceSpec } from '../../proto/src/model.ts';

const mebibyte = 2 ** 20;

/** A guest of one core and 64 MiB with one blank disk and no network, unlike any other in id and name. */
export function smallGuestSpec(overrides: Partial<GuestSpec> = {}): GuestSpec {
  const id = overrides.id ?? randomUUID();
  return {
    id,
    name: `guest-${id.slice(0, 8)}`,
    hostName: `guest-${id.slice(0, 8)}`,
    owner: 'admin',
    group: 'admin',
    pool: 'default',
    operatingSystem: 'linux',
    cores: 1,
    memoryBytes: 64 * mebibyte,
    disks: [{ sizeBytes: 16 * mebibyte, imageSha256: '', clone: 'linked' }],
    interfaces: [],
    hardware: {
      disk: 'virtio',
      network: 'virtio',
      display: 'vga',
      control: 'vnc',
      usb: '',
      tablet: '',
      firmware: 'bios',
    },
    qos: {
      cpuPriority: 'medium',
      readBytesPerSecond: 0,
      writeBytesPerSecond: 0,
      readIops: 0,
      writeIops: 0,
      receiveBytesPerSecond: 0,
      sendBytesPerSecond: 0,
    },
    autoStart: false,
    monitorSecret: randomBytes(4).toString('hex'),
    cloudInit: null,
    modules: [],
    createdAtMs: Date.now(),
    ...overrides,
  };
}

/** An interface in the internal network with a MAC of QEMU's range that no other has. */
export function internalInterface(): InterfaceSpec {
  const ethernetAddress = ['52', '54', '00', ...(randomBytes(3).toString('hex').match(/../g) ?? [])].join(
    ':',
  );
  return { ethernetAddress, network: 'internal', address: '', gateway: '', dns: [] };
}
