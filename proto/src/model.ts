/**
 * The plain values that cross between control plane and cell agent. Sizes are bytes, speeds bytes per second,
 * times Unix milliseconds. `convert.ts` turns them into protobuf messages and back; nothing else sees those.
 */

import type { SecurityPolicy } from './model-policy.ts';
import type { StorageState } from './model-storages.ts';

export type CpuPriority = 'high' | 'medium' | 'low';
export type GuestState = 'unknown' | 'stopped' | 'running' | 'paused';
export type OperatingSystem = 'linux' | 'windows';
export type NetworkSide = 'internal' | 'external';
/** Who brings a promised address into the guest: the cell's DHCP or cloud-init. */
export type AddressAssignment = 'dhcp' | 'static';

export interface GuestSpec {
  /** UUID; also the hypervisor's name and UUID of the guest. */
  readonly id: string;
  readonly name: string;
  readonly hostName: string;
  readonly owner: string;
  readonly group: string;
  readonly pool: string;
  readonly operatingSystem: OperatingSystem;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Index 0 is the system disk. */
  readonly disks: readonly DiskSpec[];
  readonly interfaces: readonly InterfaceSpec[];
  readonly hardware: Hardware;
  readonly qos: Qos;
  readonly autoStart: boolean;
  /** At most 8 characters: the VNC authentication uses no more. */
  readonly monitorSecret: string;
  readonly cloudInit: CloudInit | null;
  readonly modules: readonly string[];
  readonly securityPolicy: SecurityPolicy;
  readonly createdAtMs: number;
  /** Runs under a lease only, and never starts with its host. */
  readonly failover: boolean;
  /** Guests of one such name never share a cell, within their pool and group; empty: none. */
  readonly antiAffinity: string;
  /** Name of the shared storage that its disks are on; empty: the cell's own. */
  readonly storage: string;
  /** Attached to it. */
  readonly volumes: readonly VolumeSpec[];
  /** Those of the outside that lead to it, IPv4; what it sends bears the first. */
  readonly floatingAddresses: readonly string[];
}

/** A data disk that is no part of its guest. */
export interface VolumeSpec {
  /** UUID; the guest sees its first 20 digits as the serial number. */
  readonly id: string;
  /** Name of the shared storage that it is on; empty: the cell's own. */
  readonly storage: string;
  /** Virtual size. */
  readonly sizeBytes: number;
  /** Its place among those of the guest, from 0. */
  readonly slot: number;
}

export interface DiskSpec {
  /** Virtual size. */
  readonly sizeBytes: number;
  /** Hex content hash of the base image; empty for a blank disk. */
  readonly imageSha256: string;
  readonly clone: 'linked' | 'full';
}

export interface InterfaceSpec {
  readonly ethernetAddress: string;
  readonly network: NetworkSide;
  /** CIDR promised to the guest; empty: whatever DHCP gives. */
  readonly address: string;
  readonly gateway: string;
  readonly dns: readonly string[];
  readonly assignment: AddressAssignment;
}

/** The values of the Nano API's system templates, and `firmware` beyond it. */
export interface Hardware {
  readonly disk: 'virtio' | 'scsi' | 'sata' | 'ide';
  readonly network: 'virtio' | 'e1000' | 'rtl8139';
  readonly display: 'vga' | 'cirrus' | 'qxl' | 'virtio' | 'none';
  readonly control: 'vnc' | 'spice';
  readonly usb: '' | 'nec-xhci';
  readonly tablet: '' | 'usb' | 'virtio';
  readonly firmware: 'bios' | 'efi';
}

/** Zero means unlimited. */
export interface Qos {
  readonly cpuPriority: CpuPriority;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  readonly readIops: number;
  readonly writeIops: number;
  readonly receiveBytesPerSecond: number;
  readonly sendBytesPerSecond: number;
}

export interface CloudInit {
  readonly rootEnabled: boolean;
  readonly adminName: string;
  readonly adminSecret: string;
  readonly dataPath: string;
  /** Raw user-data in place of the generated one; empty: generate. */
  readonly userData: string;
}

export interface Media {
  readonly imageId: string;
  readonly imageSha256: string;
}

export interface GuestAddress {
  readonly ethernetAddress: string;
  /** IPv4 without prefix. */
  readonly address: string;
  readonly source: 'agent' | 'lease';
}

/** A guest as the hypervisor has it. */
export interface CellGuest {
  readonly spec: GuestSpec;
  readonly state: GuestState;
  /** Empty when ordinary, else e.g. `crashed`, `io_error`. */
  readonly stateReason: string;
  /** The operation that created it. */
  readonly operationId: string;
  readonly addresses: readonly GuestAddress[];
  readonly media: Media | null;
  readonly guestAgentConnected: boolean;
  /** Zero when stopped. */
  readonly startedAtMs: number;
}

export interface HostWarning {
  /** Stable snake_case; what is wrong for the same reason has the same. */
  readonly code: string;
  /** One sentence. */
  readonly message: string;
}

export interface CellDescription {
  readonly cellId: string;
  readonly name: string;
  readonly agentVersion: string;
  readonly hypervisor: string;
  readonly hypervisorVersion: string;
  readonly virtualization: 'kvm' | 'qemu';
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly storagePaths: readonly string[];
  /** What the doctor would warn of. */
  readonly warnings: readonly HostWarning[];
  readonly startedAtMs: number;
  /** Port of the console tunnel on the agent's address. */
  readonly consolePort: number;
  /** Whether guests may have an external interface. */
  readonly externalBridge: boolean;
  /** The shared storages that the cell is to have. */
  readonly storages: readonly StorageState[];
}

export interface CachedImage {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface NodeStatistics {
  /** 0 to 100, of all CPUs. */
  readonly cpuUsage: number;
  readonly memoryAvailableBytes: number;
  readonly diskBytes: number;
  readonly diskAvailableBytes: number;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  readonly receiveBytesPerSecond: number;
  readonly sendBytesPerSecond: number;
}

export interface GuestStatistics {
  readonly guestId: string;
  /** 0 to 100, of the guest's cores. */
  readonly cpuUsage: number;
  /** Zero when unknown. */
  readonly memoryAvailableBytes: number;
  /** Zero when unknown. */
  readonly diskAvailableBytes: number;
  /** Totals since the guest started. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

export type CellEvent = { readonly atMs: number } & (
  | {
      readonly type: 'inventory';
      readonly cell: CellDescription;
      readonly guests: readonly CellGuest[];
      readonly images: readonly CachedImage[];
    }
  | { readonly type: 'guest_changed'; readonly guest: CellGuest }
  | { readonly type: 'guest_removed'; readonly guestId: string }
  | {
      readonly type: 'statistics';
      readonly node: NodeStatistics;
      readonly guests: readonly GuestStatistics[];
      readonly storages: readonly StorageState[];
    }
  | { readonly type: 'warning'; readonly code: string; readonly message: string; readonly guestId: string }
  /** The agent lives but does not reach its hypervisor. */
  | { readonly type: 'hypervisor_lost'; readonly message: string }
);

export interface Progress {
  readonly type: 'progress';
  /** 0 to 100. */
  readonly percent: number;
  readonly phase: string;
}

/** What a long verb streams: progress, then its value as the last message. */
export type LongReply<T> = Progress | { readonly type: 'done'; readonly value: T };

export type BootSource =
  | { readonly type: 'disk' }
  | { readonly type: 'media'; readonly media: Media }
  | { readonly type: 'network' };

export interface GuestCommand {
  /** Idempotency key. */
  readonly operationId: string;
  readonly guestId: string;
}

export interface PullImageRequest {
  readonly operationId: string;
  readonly imageId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly format: 'qcow2' | 'iso';
  readonly url: string;
  /** For guests on it; without: the cell's own cache. */
  readonly storage?: string;
}
