import type { GuestSnapshots } from '../../../../proto/src/model-snapshots.ts';
import type { Ports } from '../ports/index.ts';

/** Keeps what the cell answered, for the time when it does not. */
export async function recordSnapshots(
  ports: Pick<Ports, 'store' | 'live'>,
  { cellId, guestId }: { readonly cellId: string; readonly guestId: string },
  { guest, snapshots }: GuestSnapshots,
): Promise<void> {
  ports.live.note(cellId, guest);
  await ports.store.transaction((tx) => tx.snapshots.replace(guestId, snapshots));
}
