/** Ordinary domain values for tests; each takes what the test cares about. */
import { randomUUID } from 'node:crypto';
import { systemActor } from '../../control-plane/src/domain/actor.ts';
import type { Cell, ComputePool } from '../../control-plane/src/domain/cell.ts';
import type { Guest } from '../../control-plane/src/domain/guest.ts';
import type { Image } from '../../control-plane/src/domain/image.ts';
import type { Operation } from '../../control-plane/src/domain/operation.ts';
import type { Context } from '../../control-plane/src/use-cases/context.ts';
import { openPolicy } from '../../proto/src/model-policy.ts';

export const startMs = Date.UTC(2026, 10, 21, 12, 0, 0);

export function sampleContext(change: Partial<Context> = {}): Context {
  return { actor: systemActor, requestId: 'request-1', address: '127.0.0.1', nowMs: startMs, ...change };
}

export function sampleGuest(change: Partial<Guest> = {}): Guest {
  const id = change.id ?? randomUUID();
  return {
    id,
    name: `guest-${id.slice(0, 8)}`,
    ownerId: 'owner-1',
    owner: 'anna',
    groupId: 'group-1',
    group: 'staff',
    pool: 'default',
    cellId: 'cell-1',
    phase: 'ready',
    cores: 2,
    memoryBytes: 1024 ** 3,
    disks: [{ sizeBytes: 5 * 1024 ** 3, imageSha256: '', clone: 'linked' }],
    interfaces: [
      {
        ethernetAddress: `52:54:00:${id.slice(0, 2)}:${id.slice(2, 4)}:${id.slice(4, 6)}`,
        network: 'internal',
        address: '',
        gateway: '',
        dns: [],
        assignment: 'dhcp',
      },
    ],
    hardware: {
      disk: 'scsi',
      network: 'virtio',
      display: 'vga',
      control: 'vnc',
      usb: 'nec-xhci',
      tablet: 'usb',
      firmware: 'bios',
    },
    securityPolicy: openPolicy,
    operatingSystem: 'linux',
    adminName: 'root',
    modules: ['qemu'],
    cloudInit: null,
    qos: {
      cpuPriority: 'medium',
      readBytesPerSecond: 0,
      writeBytesPerSecond: 0,
      readIops: 0,
      writeIops: 0,
      receiveBytesPerSecond: 0,
      sendBytesPerSecond: 0,
    },
    autoStart: true,
    failover: false,
    antiAffinity: '',
    monitorSecret: 'secret12',
    imageId: null,
    createdAtMs: startMs,
    storage: '',
    projectId: null,
    volumes: [],
    floatingAddresses: [],
    ...change,
  };
}

export function sampleCell(change: Partial<Cell> = {}): Cell {
  return {
    id: randomUUID(),
    name: 'cell-a',
    pool: 'default',
    enabled: true,
    address: '10.0.0.1:5852',
    joinedAtMs: startMs,
    revokedAtMs: null,
    ...change,
  };
}

export function samplePool(change: Partial<ComputePool> = {}): ComputePool {
  return {
    name: 'default',
    enabled: true,
    storage: '',
    network: '',
    failover: false,
    createdAtMs: startMs,
    ...change,
  };
}

export function sampleImage(change: Partial<Image> = {}): Image {
  const id = change.id ?? randomUUID();
  return {
    id,
    kind: 'disk',
    name: `image-${id.slice(0, 8)}`,
    ownerId: 'owner-1',
    owner: 'anna',
    groupId: 'group-1',
    group: 'staff',
    description: 'an image',
    tags: [],
    phase: 'empty',
    progress: 0,
    content: null,
    createdAtMs: startMs,
    modifiedAtMs: startMs,
    ...change,
  };
}

export function sampleOperation(change: Partial<Operation> = {}): Operation {
  return {
    id: randomUUID(),
    kind: 'start-guest',
    subject: { kind: 'guest', id: randomUUID() },
    actorId: 'owner-1',
    actorName: 'anna',
    via: 'nano',
    requestId: 'request-1',
    state: 'pending',
    progress: 0,
    error: null,
    input: { wanted: 1 },
    result: null,
    cancellable: true,
    cancelRequested: false,
    steps: [
      { name: 'first', state: 'waiting', attempts: 0, result: null, finishedAtMs: null },
      { name: 'second', state: 'waiting', attempts: 0, result: null, finishedAtMs: null },
    ],
    createdAtMs: startMs,
    startedAtMs: null,
    finishedAtMs: null,
    ...change,
  };
}
