/** What outlives the agent's process, as guests and disks outlive it with libvirt. */
import type { GuestSpec, Media } from '../../../../proto/src/model.ts';
import type { Snapshot } from '../../../../proto/src/model-snapshots.ts';

export interface FakeGuest {
  readonly spec: GuestSpec;
  readonly operationId: string;
  readonly state: 'stopped' | 'running' | 'paused';
  readonly stateReason: string;
  readonly media: Media | null;
  /** The operation that brought the media; none for what it was started from. */
  readonly mediaOperationId?: string;
  /** The operation that made its system disk anew. */
  readonly instance?: string;
  /** Zero when stopped. */
  readonly startedAtMs: number;
  /** When its system has booted and its guest agent answers. Zero when stopped. */
  readonly readyAtMs: number;
  /** When its system, asked to shut down, is off. Zero: nobody asked. */
  readonly powerOffAtMs: number;
  /** What it had when it was started. Null when stopped. */
  readonly startedWith?: Pick<GuestSpec, 'cores' | 'memoryBytes'> | null;
  /** On its way to another cell or from one. */
  readonly move?: FakeMove;
}

export interface FakeMove {
  readonly operationId: string;
  readonly role: 'departing' | 'departed' | 'expected' | 'arrived';
}

/** Whether anything but its migration may know of the guest. */
export function isVisible({ move }: FakeGuest): boolean {
  return move === undefined || move.role === 'departing';
}

export interface FakeDisk {
  readonly guestId: string;
  readonly index: number;
  /** Virtual size. */
  readonly sizeBytes: number;
  /** What it takes of the cell's storage. */
  readonly allocatedBytes: number;
  /** Marks the content: `blank`, or the base image's hash. */
  readonly content: string;
  /** False while it is being written, and for ever when that was interrupted. */
  readonly complete: boolean;
  /** Name of the shared storage that it is on; without: the cell's own. */
  readonly storage?: string;
}

export interface FakeSnapshot extends Snapshot {
  readonly guestId: string;
  /** The guest and its disks as they were. */
  readonly guest: FakeGuest;
  readonly disks: readonly FakeDisk[];
}

export interface FakeState {
  readonly version: 1;
  readonly guests: readonly FakeGuest[];
  readonly disks: readonly FakeDisk[];
  /** Absent in files of the time before snapshots. */
  readonly snapshots?: readonly FakeSnapshot[];
  /** Where the cell's own disks are; absent: where they are at first. */
  readonly storagePath?: string;
}
