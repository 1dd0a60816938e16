import { DomainError } from '../../../../proto/src/errors.ts';
import type { GuestSnapshots, Snapshot, SnapshotDeletion } from '../../../../proto/src/model-snapshots.ts';
import { validateGuestId } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';
import { guestSnapshots } from './guest-snapshots.ts';

/**
 * Deletes one snapshot; its children become those of its parent. Absent is deleted already.
 * @throws DomainError `conflict` with reason `snapshot_has_branches` for a root whose end would leave two trees.
 */
export async function deleteSnapshot(
  cell: Pick<Cell, 'hypervisor' | 'guestLocks'>,
  { guestId, name, createdBy }: SnapshotDeletion,
  signal: AbortSignal,
): Promise<GuestSnapshots> {
  validateGuestId(guestId);
  const { hypervisor } = cell;
  return await cell.guestLocks.run(guestId, signal, async () => {
    const { guest, snapshots } = await guestSnapshots(hypervisor, guestId);
    const doomed = snapshots.find((snapshot) => snapshot.name === name);
    if (doomed === undefined || (createdBy !== '' && doomed.operationId !== createdBy)) {
      return { guest, snapshots };
    }
    if (wouldSplit(doomed, snapshots)) {
      throw new DomainError(
        'conflict',
        `snapshot '${name}' is the root of several branches: it can go when one is left`,
        { reason: 'snapshot_has_branches', subject: { kind: 'guest', id: guestId } },
      );
    }
    await hypervisor.deleteSnapshot(guestId, name);
    return await guestSnapshots(hypervisor, guestId);
  });
}

/** A guest has one tree. What it does now is a branch too: its next snapshot will be a child of the current one. */
function wouldSplit(doomed: Snapshot, snapshots: readonly Snapshot[]): boolean {
  if (doomed.parent !== '') return false;
  const children = snapshots.filter(({ parent }) => parent === doomed.name).length;
  return children + (doomed.current && children > 0 ? 1 : 0) > 1;
}
