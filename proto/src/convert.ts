/** Between the plain values of `model.ts` and the generated protobuf messages. Tested by round trips. */
import { decodeSecurityPolicy, encodeSecurityPolicy } from './convert-policy.ts';
import { DomainError } from './errors.ts';
import type * as model from './model.ts';
import { cellar } from './runtime.ts';

const v1 = cellar.cell.v1;
export type wire = typeof cellar.cell.v1;

const cpuPriorities = ['medium', 'high', 'low'] as const;
const guestStates = ['unknown', 'stopped', 'running', 'paused'] as const;
const addressSources = ['agent', 'lease'] as const;
const networkSides = ['internal', 'external'] as const;
const assignments = ['dhcp', 'static'] as const;
const clones = ['linked', 'full'] as const;

function numberOf<T extends string>(values: readonly T[], value: T): number {
  return values.indexOf(value);
}

function nameOf<T extends string>(values: readonly T[], number: number | null | undefined, field: string): T {
  const name = values[number ?? 0];
  if (name === undefined)
    throw new DomainError('invalid', `${field} has the unknown value ${number}`, { reason: 'protocol' });
  return name;
}

export function encodeCpuPriority(priority: model.CpuPriority): number {
  return numberOf(cpuPriorities, priority);
}

export function decodeCpuPriority(number: number | null | undefined): model.CpuPriority {
  return nameOf(cpuPriorities, number, 'cpu_priority');
}

function present<T>(value: T | null | undefined, field: string): T {
  if (value === null || value === undefined) {
    throw new DomainError('invalid', `${field} is missing in a message of the cell protocol`, {
      reason: 'protocol',
    });
  }
  return value;
}

export function encodeGuestSpec(spec: model.GuestSpec): cellar.cell.v1.IGuestSpec {
  return {
    id: spec.id,
    name: spec.name,
    hostName: spec.hostName,
    owner: spec.owner,
    group: spec.group,
    pool: spec.pool,
    operatingSystem: spec.operatingSystem,
    cores: spec.cores,
    memoryBytes: spec.memoryBytes,
    disks: spec.disks.map((disk) => ({ ...disk, clone: numberOf(clones, disk.clone) })),
    interfaces: spec.interfaces.map((nic) => ({
      ...nic,
      dns: [...nic.dns],
      network: numberOf(networkSides, nic.network),
      assignment: numberOf(assignments, nic.assignment),
    })),
    hardware: { ...spec.hardware, firmware: spec.hardware.firmware === 'efi' ? 'efi' : '' },
    qos: { ...spec.qos, cpuPriority: encodeCpuPriority(spec.qos.cpuPriority) },
    autoStart: spec.autoStart,
    monitor: { secret: spec.monitorSecret },
    cloudInit: spec.cloudInit,
    modules: [...spec.modules],
    securityPolicy: encodeSecurityPolicy(spec.securityPolicy),
    createdAtMs: spec.createdAtMs,
    failover: spec.failover,
    antiAffinity: spec.antiAffinity,
    storage: spec.storage,
    volumes: [...spec.volumes],
    floatingAddresses: [...spec.floatingAddresses],
  };
}

export function decodeVolume(message: cellar.cell.v1.IVolumeSpec | null | undefined): model.VolumeSpec {
  const { id, storage, sizeBytes, slot } = new v1.VolumeSpec(present(message, 'volume'));
  return { id, storage, sizeBytes, slot };
}

export function decodeGuestSpec(message: cellar.cell.v1.IGuestSpec | null | undefined): model.GuestSpec {
  const spec = new v1.GuestSpec(present(message, 'guest spec'));
  const hardware = new v1.Hardware(present(spec.hardware, 'hardware'));
  const qos = new v1.Qos(spec.qos ?? {});
  return {
    id: spec.id,
    name: spec.name,
    hostName: spec.hostName,
    owner: spec.owner,
    group: spec.group,
    pool: spec.pool,
    operatingSystem: spec.operatingSystem === 'windows' ? 'windows' : 'linux',
    cores: spec.cores,
    memoryBytes: spec.memoryBytes,
    disks: spec.disks.map((disk) => ({
      sizeBytes: disk.sizeBytes ?? 0,
      imageSha256: disk.imageSha256 ?? '',
      clone: nameOf(clones, disk.clone, 'clone'),
    })),
    interfaces: spec.interfaces.map((nic) => ({
      ethernetAddress: nic.ethernetAddress ?? '',
      network: nameOf(networkSides, nic.network, 'network'),
      address: nic.address ?? '',
      gateway: nic.gateway ?? '',
      dns: nic.dns ?? [],
      assignment: nameOf(assignments, nic.assignment, 'assignment'),
    })),
    hardware: decodeHardware(hardware),
    qos: {
      cpuPriority: decodeCpuPriority(qos.cpuPriority),
      readBytesPerSecond: qos.readBytesPerSecond,
      writeBytesPerSecond: qos.writeBytesPerSecond,
      readIops: qos.readIops,
      writeIops: qos.writeIops,
      receiveBytesPerSecond: qos.receiveBytesPerSecond,
      sendBytesPerSecond: qos.sendBytesPerSecond,
    },
    autoStart: spec.autoStart,
    monitorSecret: spec.monitor?.secret ?? '',
    cloudInit: spec.cloudInit ? decodeCloudInit(spec.cloudInit) : null,
    modules: spec.modules,
    securityPolicy: decodeSecurityPolicy(spec.securityPolicy),
    createdAtMs: spec.createdAtMs,
    failover: spec.failover,
    antiAffinity: spec.antiAffinity,
    storage: spec.storage,
    volumes: spec.volumes.map(decodeVolume),
    floatingAddresses: spec.floatingAddresses,
  };
}

const hardwareValues = {
  disk: ['virtio', 'scsi', 'sata', 'ide'],
  network: ['virtio', 'e1000', 'rtl8139'],
  display: ['vga', 'cirrus', 'qxl', 'virtio', 'none'],
  control: ['vnc', 'spice'],
  usb: ['', 'nec-xhci'],
  tablet: ['', 'usb', 'virtio'],
} as const;

function decodeHardware(message: cellar.cell.v1.IHardware): model.Hardware {
  const pick = <K extends keyof typeof hardwareValues>(key: K): (typeof hardwareValues)[K][number] => {
    const allowed: readonly (typeof hardwareValues)[K][number][] = hardwareValues[key];
    const value = allowed.find((candidate) => candidate === message[key]);
    if (value === undefined) {
      throw new DomainError(
        'invalid',
        `hardware ${key} "${message[key]}" is not one of ${allowed.join(', ')}`,
      );
    }
    return value;
  };
  return {
    disk: pick('disk'),
    network: pick('network'),
    display: pick('display'),
    control: pick('control'),
    usb: pick('usb'),
    tablet: pick('tablet'),
    firmware: message.firmware === 'efi' ? 'efi' : 'bios',
  };
}

function decodeCloudInit(message: cellar.cell.v1.ICloudInit): model.CloudInit {
  const cloudInit = new v1.CloudInit(message);
  return {
    rootEnabled: cloudInit.rootEnabled,
    adminName: cloudInit.adminName,
    adminSecret: cloudInit.adminSecret,
    dataPath: cloudInit.dataPath,
    userData: cloudInit.userData,
  };
}

export function encodeGuest(guest: model.CellGuest): cellar.cell.v1.IGuest {
  return {
    spec: encodeGuestSpec(guest.spec),
    state: numberOf(guestStates, guest.state),
    stateReason: guest.stateReason,
    operationId: guest.operationId,
    addresses: guest.addresses.map((address) => ({
      ...address,
      source: numberOf(addressSources, address.source),
    })),
    media: guest.media,
    guestAgentConnected: guest.guestAgentConnected,
    startedAtMs: guest.startedAtMs,
  };
}

export function decodeGuest(message: cellar.cell.v1.IGuest | null | undefined): model.CellGuest {
  const guest = new v1.Guest(present(message, 'guest'));
  return {
    spec: decodeGuestSpec(guest.spec),
    state: nameOf(guestStates, guest.state, 'guest state'),
    stateReason: guest.stateReason,
    operationId: guest.operationId,
    addresses: guest.addresses.map((address) => ({
      ethernetAddress: address.ethernetAddress ?? '',
      address: address.address ?? '',
      source: nameOf(addressSources, address.source, 'address source'),
    })),
    media: decodeMedia(guest.media),
    guestAgentConnected: guest.guestAgentConnected,
    startedAtMs: guest.startedAtMs,
  };
}

export function decodeMedia(message: cellar.cell.v1.IMedia | null | undefined): model.Media | null {
  return message ? { imageId: message.imageId ?? '', imageSha256: message.imageSha256 ?? '' } : null;
}

export function encodeBoot(boot: model.BootSource): cellar.cell.v1.IBootSource | null {
  if (boot.type === 'media') return { media: boot.media };
  return boot.type === 'network' ? { network: true } : null;
}

export function decodeBoot(message: cellar.cell.v1.IBootSource | null | undefined): model.BootSource {
  const media = decodeMedia(message?.media);
  if (media) return { type: 'media', media };
  return message?.network ? { type: 'network' } : { type: 'disk' };
}

export function encodeProgress(progress: model.Progress): cellar.cell.v1.IProgress {
  return { percent: Math.round(progress.percent), phase: progress.phase };
}

export function decodeProgress(message: cellar.cell.v1.IProgress): model.Progress {
  return { type: 'progress', percent: message.percent ?? 0, phase: message.phase ?? '' };
}
