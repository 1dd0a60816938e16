import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  maxSafeInteger,
  option,
  property,
  record,
  string,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellEvent, CellGuest, GuestSpec } from './model.ts';
import { cellService } from './service.ts';

const size = () => maxSafeInteger().map(Math.abs);
const text = () => string({ unit: 'grapheme', maxLength: 30 });

const guestSpec = record<GuestSpec>({
  id: text(),
  name: text(),
  hostName: text(),
  owner: text(),
  group: text(),
  pool: text(),
  operatingSystem: constantFrom('linux', 'windows'),
  cores: integer({ min: 1, max: 256 }),
  memoryBytes: size(),
  disks: array(record({ sizeBytes: size(), imageSha256: text(), clone: constantFrom('linked', 'full') })),
  interfaces: array(
    record({
      ethernetAddress: text(),
      network: constantFrom('internal', 'external'),
      address: text(),
      gateway: text(),
      dns: array(text()),
      assignment: constantFrom('dhcp', 'static'),
    }),
  ),
  hardware: record({
    disk: constantFrom('virtio', 'scsi', 'sata', 'ide'),
    network: constantFrom('virtio', 'e1000', 'rtl8139'),
    display: constantFrom('vga', 'cirrus', 'qxl', 'virtio', 'none'),
    control: constantFrom('vnc', 'spice'),
    usb: constantFrom('', 'nec-xhci'),
    tablet: constantFrom('', 'usb', 'virtio'),
    firmware: constantFrom('bios', 'efi'),
  }),
  qos: record({
    cpuPriority: constantFrom('high', 'medium', 'low'),
    readBytesPerSecond: size(),
    writeBytesPerSecond: size(),
    readIops: size(),
    writeIops: size(),
    receiveBytesPerSecond: size(),
    sendBytesPerSecond: size(),
  }),
  autoStart: boolean(),
  monitorSecret: text(),
  cloudInit: option(
    record({
      rootEnabled: boolean(),
      adminName: text(),
      adminSecret: text(),
      dataPath: text(),
      userData: text(),
    }),
  ),
  modules: array(text()),
  failover: boolean(),
  antiAffinity: text(),
  securityPolicy: record({
    defaultAction: constantFrom('accept', 'reject'),
    rules: array(
      record({
        action: constantFrom('accept', 'reject'),
        protocol: constantFrom('all', 'tcp', 'udp', 'icmp'),
        toPort: integer({ min: 0, max: 65_535 }),
        fromAddress: text(),
        interface: integer({ min: 0, max: 64 }),
      }),
    ),
  }),
  createdAtMs: size(),
  storage: text(),
  volumes: array(
    record({ id: text(), storage: text(), sizeBytes: size(), slot: integer({ min: 0, max: 9 }) }),
  ),
  floatingAddresses: array(text()),
});

const guest = record<CellGuest>({
  spec: guestSpec,
  state: constantFrom('unknown', 'stopped', 'running', 'paused'),
  stateReason: text(),
  operationId: text(),
  addresses: array(
    record({ ethernetAddress: text(), address: text(), source: constantFrom('agent', 'lease') }),
  ),
  media: option(record({ imageId: text(), imageSha256: text() })),
  guestAgentConnected: boolean(),
  startedAtMs: size(),
});

function overTheWire(event: CellEvent): CellEvent {
  const { responseSerialize, responseDeserialize } = cellService.events;
  return responseDeserialize(responseSerialize(event));
}

describe('the cell protocol', () => {
  it('carries every guest unchanged', () => {
    assert(
      property(guest, (value) => {
        const event: CellEvent = { type: 'guest_changed', atMs: 5, guest: value };
        expect(overTheWire(event)).toEqual(event);
      }),
    );
  });

  it('carries every specification of a creation unchanged', () => {
    const { requestSerialize, requestDeserialize } = cellService.createGuest;
    assert(
      property(guestSpec, (spec) => {
        expect(requestDeserialize(requestSerialize({ operationId: 'o', spec }))).toEqual({
          operationId: 'o',
          spec,
        });
      }),
    );
  });

  it.each<CellEvent>([
    { type: 'guest_removed', atMs: 1, guestId: 'g' },
    { type: 'warning', atMs: 2, code: 'disk_full', message: 'm', guestId: '' },
    { type: 'hypervisor_lost', atMs: 3, message: 'gone' },
    {
      type: 'statistics',
      atMs: 4,
      node: {
        cpuUsage: 12.5,
        memoryAvailableBytes: 2 ** 40,
        diskBytes: 2 ** 45,
        diskAvailableBytes: 1,
        readBytesPerSecond: 0,
        writeBytesPerSecond: 3,
        receiveBytesPerSecond: 4,
        sendBytesPerSecond: 5,
      },
      guests: [
        {
          guestId: 'g',
          cpuUsage: 1.5,
          memoryAvailableBytes: 1,
          diskAvailableBytes: 2,
          bytesRead: 3,
          bytesWritten: 4,
          bytesReceived: 5,
          bytesSent: 6,
        },
      ],
      storages: [
        {
          name: 'nfs',
          id: 's',
          attached: false,
          error: 'away',
          totalBytes: 2 ** 45,
          availableBytes: 3,
        },
      ],
    },
  ])('carries a $type event unchanged', (event) => {
    expect(overTheWire(event)).toEqual(event);
  });
});
