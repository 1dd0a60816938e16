import { randomUUID } from 'node:crypto';
import type { GuestSpec } from '../../proto/src/model.ts';
import { openPolicy } from '../../proto/src/model-policy.ts';

/** A sound spec of a small guest with one blank disk and no network. */
export function guestSpec(changes: Partial<GuestSpec> = {}): GuestSpec {
  return {
    id: randomUUID(),
    name: 'web-1',
    hostName: 'web-1',
    owner: 'nano',
    group: 'default',
    pool: 'default',
    operatingSystem: 'linux',
    cores: 1,
    memoryBytes: 64 * 2 ** 20,
    disks: [{ sizeBytes: 16 * 2 ** 20, imageSha256: '', clone: 'linked' }],
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
    monitorSecret: 'secret12',
    cloudInit: null,
    modules: [],
    failover: false,
    antiAffinity: '',
    securityPolicy: openPolicy,
    createdAtMs: 1_700_000_000_000,
    storage: '',
    volumes: [],
    floatingAddresses: [],
    ...changes,
  };
}
