import type { CellGuest, GuestCommand } from './model.ts';

/** One node of a guest's tree of snapshots; each covers all disks. */
export interface Snapshot {
  /** Unique per guest. */
  readonly name: string;
  readonly description: string;
  /** The operation that created it; empty for one made by hand. */
  readonly operationId: string;
  readonly createdAtMs: number;
  /** It holds the memory of a running guest. */
  readonly running: boolean;
  /** The snapshot that it goes on from; empty for a root. */
  readonly parent: string;
  /** The guest's disks go on from it. */
  readonly current: boolean;
}

/** A guest and all its snapshots. */
export interface GuestSnapshots {
  readonly guest: CellGuest;
  readonly snapshots: readonly Snapshot[];
}

export interface NewSnapshot extends GuestCommand {
  readonly name: string;
  readonly description: string;
}

export interface SnapshotCommand extends GuestCommand {
  readonly name: string;
}

export interface SnapshotDeletion extends SnapshotCommand {
  /** Only if this operation created it; empty: whichever did. */
  readonly createdBy: string;
}
