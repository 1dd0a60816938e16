import type {
  GuestSnapshots,
  NewSnapshot,
  SnapshotCommand,
  SnapshotDeletion,
} from '../../../../proto/src/model-snapshots.ts';
import type { SnapshotRecord } from '../../domain/snapshot.ts';
import type { CallOptions } from './cell-gateway.ts';

/** A guest's snapshots, as its cell has them. Each verb answers with all of them. */
export interface SnapshotVerbs {
  listSnapshots(cellId: string, guestId: string, options: CallOptions): Promise<GuestSnapshots>;
  createSnapshot(cellId: string, request: NewSnapshot, options: CallOptions): Promise<GuestSnapshots>;
  restoreSnapshot(cellId: string, request: SnapshotCommand, options: CallOptions): Promise<GuestSnapshots>;
  deleteSnapshot(cellId: string, request: SnapshotDeletion, options: CallOptions): Promise<GuestSnapshots>;
}

/** What was last known of snapshots. They go with their guest. */
export interface SnapshotStore {
  /** Sorted by name. */
  list(guestId: string): Promise<SnapshotRecord[]>;
  /** In place of all that the guest had; nothing if the guest is gone. Call inside a transaction. */
  replace(guestId: string, snapshots: readonly SnapshotRecord[]): Promise<void>;
}
