/**
 * What the agent needs of a hypervisor, in its own words. Two implementations, proven alike by one suite:
 * `libvirt/` (real) and `fake/` (in memory, deterministic, with fault injection).
 *
 * Every method fails with a DomainError: `not_found` for an unknown guest, `conflict` for a wrong state,
 * `cell_unreachable` with reason `libvirt_unreachable` while the hypervisor does not answer.
 * A hypervisor knows only the guests of its own cell; foreign ones are neither seen nor touched.
 */
import type { Duplex, Readable } from 'node:stream';
import type {
  BootSource,
  CellGuest,
  GuestSpec,
  GuestStatistics,
  HostWarning,
  NodeStatistics,
} from '../../../proto/src/model.ts';
import type { GuestProcesses } from '../leases/guest-processes.ts';
import type { ChangeHypervisor } from './port/changes.ts';
import type { FilterHypervisor } from './port/filter.ts';
import type { FloatingHypervisor } from './port/floating.ts';
import type { MediaHypervisor } from './port/media.ts';
import type { MigrationHypervisor } from './port/migration.ts';
import type { QosHypervisor } from './port/qos.ts';
import type { RecoveryHypervisor } from './port/recovery.ts';
import type { SnapshotHypervisor } from './port/snapshots.ts';
import type { StorageHypervisor } from './port/storages.ts';
import type { VolumeHypervisor } from './port/volumes.ts';

export interface Hypervisor
  extends AsyncDisposable,
    ChangeHypervisor,
    FilterHypervisor,
    FloatingHypervisor,
    MediaHypervisor,
    MigrationHypervisor,
    QosHypervisor,
    RecoveryHypervisor,
    SnapshotHypervisor,
    StorageHypervisor,
    VolumeHypervisor {
  readonly kind: 'libvirt' | 'fake';
  /** Where guests are no processes of the host: what stands for them. */
  readonly processes?: GuestProcesses;
  /** Its folder of what is true until the host restarts, which empties it. Without one guests know no restarts. */
  readonly runFolder?: string;

  describeHost(): Promise<HostDescription>;

  listGuests(): Promise<CellGuest[]>;
  getGuest(guestId: string): Promise<CellGuest>;

  /** Creates the disk's file. An existing complete one is kept, a partial one is replaced. */
  createDisk(disk: NewDisk, options?: LongCall): Promise<void>;
  /**
   * Deletes every file of the guest that is the cell's own, partial ones too, and its disks on the shared storage if
   * one is named. Absent ones are deleted already.
   */
  deleteDisks(guestId: string, storage?: string): Promise<void>;

  /** Defines a stopped guest over its existing disks. Defining it again for the same operation changes nothing. */
  defineGuest(operationId: string, spec: GuestSpec): Promise<void>;
  /** Forgets a stopped guest with its snapshots' and firmware's records. An absent one is forgotten already. */
  undefineGuest(guestId: string): Promise<void>;

  /** Returns when the guest runs, or with `paused` waits at its first instruction. */
  startGuest(guestId: string, boot: BootSource, options?: StartOptions): Promise<void>;
  /** Presses the power button (ACPI) and returns; the guest may ignore it. */
  shutdownGuest(guestId: string): Promise<void>;
  /** Cuts the power and returns when the guest is off. A stopped guest is off already. */
  destroyGuest(guestId: string): Promise<void>;
  /** Asks the running guest to reboot, by its agent if that answers, else by ACPI. */
  rebootGuest(guestId: string): Promise<void>;
  /** Presses the reset button of a running guest. */
  resetGuest(guestId: string): Promise<void>;

  /** Opens a connection to the running guest's RFB server. */
  openConsole(guestId: string): Promise<Duplex>;
  /** One picture of the running guest's screen. */
  takeScreenshot(guestId: string): Promise<{ mimeType: string; data: Readable }>;

  nodeStatistics(): Promise<NodeStatistics>;
  guestStatistics(): Promise<GuestStatistics[]>;

  /** Calls the listener for each change until the returned function is called. */
  watch(listener: (event: HypervisorEvent) => void): () => void;
}

export interface HostDescription {
  readonly version: string;
  readonly virtualization: 'kvm' | 'qemu';
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly storagePaths: readonly string[];
  /** Whether guests may have an external interface. */
  readonly externalBridge: boolean;
  /** What an operator should know. */
  readonly warnings: readonly HostWarning[];
}

export interface StartOptions {
  /** Until it is resumed. */
  readonly paused?: boolean;
}

export interface NewDisk {
  readonly guestId: string;
  /** 0 is the system disk. */
  readonly index: number;
  /** Virtual size in bytes. */
  readonly sizeBytes: number;
  readonly base: BaseImage | null;
  /** Name of the attached storage that it shall be on; without: the cell's own. */
  readonly storage?: string;
}

export interface BaseImage {
  /** Path of a complete, verified image in the cell's cache, or in that of the storage that the disk is on. */
  readonly path: string;
  readonly sha256: string;
  readonly clone: 'linked' | 'full';
}

export interface LongCall {
  readonly signal?: AbortSignal;
  /** Called with 0 to 100. */
  readonly onProgress?: (percent: number) => void;
}

export type HypervisorEvent =
  | { readonly type: 'guest_changed'; readonly guestId: string }
  | { readonly type: 'guest_removed'; readonly guestId: string }
  | { readonly type: 'warning'; readonly code: string; readonly message: string; readonly guestId: string }
  /** The hypervisor no longer answers; nothing is known of the guests until `connected`. */
  | { readonly type: 'disconnected'; readonly message: string }
  /** It answers (again): everything may have changed in the meantime. */
  | { readonly type: 'connected' };
