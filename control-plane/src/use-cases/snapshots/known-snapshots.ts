import { isTransient } from '../../../../proto/src/errors.ts';
import type { Guest } from '../../domain/guest.ts';
import type { SnapshotRecord } from '../../domain/snapshot.ts';
import type { Ports } from '../ports/index.ts';

const timeoutMs = 10_000;

/** As the guest's cell has them; while that does not answer, as they were last known. Sorted by name. */
export async function knownSnapshots(
  ports: Pick<Ports, 'store' | 'cells' | 'live'>,
  guest: Guest,
): Promise<readonly SnapshotRecord[]> {
  if (guest.phase !== 'ready' || !ports.live.cell(guest.cellId)?.alive) {
    return await ports.store.snapshots.list(guest.id);
  }
  try {
    return (await ports.cells.listSnapshots(guest.cellId, guest.id, { timeoutMs })).snapshots;
  } catch (error) {
    if (isTransient(error)) return await ports.store.snapshots.list(guest.id);
    throw error;
  }
}
