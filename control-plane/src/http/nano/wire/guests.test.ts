import { describe, expect, test } from 'vitest';
import { sampleGuest } from '../../../../../test/support/domain-samples.ts';
import { seenGuest } from '../../../../../test/support/stub-cell.ts';
import { toGuestSpec } from '../../../domain/guest-spec.ts';
import type { GuestView } from '../../../use-cases/guests/guest-view.ts';
import { creatingGuestToWire, guestDetailToWire, guestToWire, instanceToWire } from './guests.ts';

const mac = 'ed:35:3d:5a:4e:3f';
const guest = {
  ...sampleGuest(),
  name: 'test01',
  owner: 'admin',
  group: 'manager',
  pool: 'pool1',
  phase: 'ready' as const,
  cores: 4,
  memoryBytes: 5120,
  disks: [482345, 487534].map((sizeBytes) => ({ sizeBytes, imageSha256: '', clone: 'linked' as const })),
  autoStart: true,
  operatingSystem: 'linux' as const,
  interfaces: [
    {
      ethernetAddress: mac,
      network: 'internal' as const,
      address: '172.18.6.7/24',
      gateway: '',
      dns: [],
      assignment: 'dhcp' as const,
    },
    {
      ethernetAddress: 'ed:35:3d:5a:4e:40',
      network: 'external' as const,
      address: '',
      gateway: '',
      dns: [],
      assignment: 'dhcp' as const,
    },
  ],
  createdAtMs: new Date(2018, 7, 21, 0, 12, 34).getTime(),
};

function view(change: Partial<GuestView> = {}): GuestView {
  const cell = { name: 'cell_93e3de24f0a4', host: '172.18.5.3' };
  return { guest, status: 'stopped', live: undefined, cell, progress: 100, ...change };
}

const statistics = {
  guestId: guest.id,
  cpuUsage: 5.3412,
  memoryAvailableBytes: 1280,
  diskAvailableBytes: 4925700,
  bytesRead: 3673,
  bytesWritten: 8634,
  bytesReceived: 2643,
  bytesSent: 7634,
};
const seen = seenGuest(toGuestSpec(guest), 'running', {
  media: { imageId: 'centos_7_x64_iso', imageSha256: '' },
  addresses: [
    { ethernetAddress: mac, address: '172.18.6.9', source: 'lease' },
    { ethernetAddress: mac.toUpperCase(), address: '172.18.6.7', source: 'agent' },
    { ethernetAddress: 'ed:35:3d:5a:4e:40', address: '202.3.1.34', source: 'lease' },
  ],
});
const live = { guestId: guest.id, cellId: guest.cellId, seenAtMs: 1, seen, statistics };
const running = view({ status: 'running', live });

describe('a guest on the wire', () => {
  test("has the form of the document's example", () => {
    expect(guestDetailToWire(running, 'abd')).toMatchObject({
      name: 'test01',
      created: true,
      running: true,
      owner: 'admin',
      group: 'manager',
      pool: 'pool1',
      cell: 'cell_93e3de24f0a4',
      host: '172.18.5.3',
      cores: 4,
      memory: 5120,
      total_disk: 969879,
      disks: [482345, 487534],
      auto_start: true,
      system: 'linux',
      ethernet_address: mac,
      display_protocol: 'vnc',
      monitor_secret: 'abd',
      internal: {
        network_address: '172.18.6.7',
        display_address: '172.18.5.3:0',
        allocated_address: '172.18.6.7/24',
      },
      external: { network_address: '202.3.1.34', display_address: '172.18.5.3:0' },
      create_time: '2018-08-21 00:12:34',
    });
  });

  test('shows what it uses, memory never beyond its own', () => {
    expect(instanceToWire(running)).toMatchObject({
      media_attached: true,
      media_source: 'centos_7_x64_iso',
      cpu_usage: 5.34,
      memory_available: 1280,
      disk_available: 4925700,
      bytes_read: 3673,
      bytes_written: 8634,
      bytes_received: 2643,
      bytes_sent: 7634,
    });
    const odd = { ...live, statistics: { ...statistics, memoryAvailableBytes: 9999 } };
    expect(instanceToWire(view({ live: odd })).memory_available).toBe(5120);
  });

  test('stopped: all numbers are 0, whatever was seen last', () => {
    const stopped = view({ live: { ...live, seen: { ...seen, state: 'stopped' } } });
    const numbers = { cpu_usage: 0, memory_available: 0, bytes_read: 0, bytes_sent: 0 };
    expect(instanceToWire(stopped)).toMatchObject({
      running: false,
      media_attached: false,
      media_source: '',
      ...numbers,
    });
  });

  test('lost: keeps whether it ran, and says so', () => {
    expect(guestToWire({ ...running, status: 'lost' })).toMatchObject({ running: true, lost: true });
    expect(guestToWire(running)).not.toHaveProperty('lost');
  });

  test('has no secret in lists', () => {
    expect(JSON.stringify([guestToWire(running), instanceToWire(running)])).not.toContain('monitor_secret');
  });

  test('in creation is a name and a progress', () => {
    const creating = view({ guest: { ...guest, phase: 'creating' }, progress: 57 });
    expect(creatingGuestToWire(creating)).toEqual({ name: 'test01', created: false, progress: 57 });
  });
});
