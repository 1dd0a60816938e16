/** What outlives the agent's process, as guests and disks outlive it with libvirt. */
import type { GuestSpec, Media } from '../../../../proto/src/model.ts';

export interface FakeGuest {
  readonly spec: GuestSpec;
  readonly operationId: string;
  readonly state: 'stopped' | 'running' | 'paused';
  readonly stateReason: string;
  readonly media: Media | null;
  /** Zero when stopped. */
  readonly startedAtMs: number;
  /** When its system has booted and its guest agent answers. Zero when stopped. */
  readonly readyAtMs: number;
  /** When its system, asked to shut down, is off. Zero: nobody asked. */
  readonly powerOffAtMs: number;
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
}

export interface FakeState {
  readonly version: 1;
  readonly guests: readonly FakeGuest[];
  readonly disks: readonly FakeDisk[];
}
