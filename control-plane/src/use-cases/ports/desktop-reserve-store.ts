import type { DesktopOrigin, DesktopState } from '../../domain/desktop.ts';
import type { ReserveRecord } from '../../domain/desktop-reserve.ts';
import type { GuestPhase } from '../../domain/guest.ts';

/** A desktop that nobody has, and its guest if there is one. */
export interface UnassignedRow {
  readonly id: string;
  readonly state: DesktopState;
  readonly origin: DesktopOrigin;
  readonly createdAtMs: number;
  readonly guest: { readonly phase: GuestPhase; readonly cellId: string } | null;
}

export interface DesktopReserveStore {
  get(projectId: string): Promise<ReserveRecord | undefined>;
  put(record: ReserveRecord): Promise<void>;
  remove(projectId: string): Promise<void>;
  /** Of the project and not under maintenance, the oldest first. */
  unassigned(projectId: string): Promise<UnassignedRow[]>;
  /** Ids of projects that have a reserve, or are known to fail at it. */
  projects(): Promise<string[]>;
}

/** Keeps reserves filled. */
export interface Reserves {
  /** Something has changed in the project: its reserve is looked at soon. Of no project nothing is done. */
  wake(projectId: string | null): void;
}
