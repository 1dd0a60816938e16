import type { Snapshot } from '../../../../proto/src/model-snapshots.ts';
import type { StartOptions } from '../port.ts';

/** Snapshots: a tree for each guest, each covering all of its disks and, of a running guest, its memory. */
export interface SnapshotHypervisor {
  /** Sorted by name. */
  listSnapshots(guestId: string): Promise<Snapshot[]>;
  /** A child of the current one, which it becomes. A running guest pauses meanwhile and then goes on. */
  createSnapshot(
    guestId: string,
    snapshot: Pick<Snapshot, 'name' | 'description' | 'operationId'>,
  ): Promise<void>;
  /**
   * Brings the disks back and makes the snapshot the current one; with its memory, the guest then runs as it did, else
   * it is stopped. The guest's definition and the sizes of its disks stay as they are now; a run with restored memory
   * keeps the hardware that it had; with `paused` it waits to be resumed. Cut short, it is finished by another call for the same operation.
   */
  restoreSnapshot(guestId: string, name: string, operationId: string, options?: StartOptions): Promise<void>;
  /** Its children become those of its parent. An absent one is deleted already. */
  deleteSnapshot(guestId: string, name: string): Promise<void>;
}
