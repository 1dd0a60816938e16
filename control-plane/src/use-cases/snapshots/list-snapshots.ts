import type { SnapshotRecord } from '../../domain/snapshot.ts';
import type { Context } from '../context.ts';
import { findVisibleGuest } from '../guests/guest-access.ts';
import type { Ports } from '../ports/index.ts';
import { knownSnapshots } from './known-snapshots.ts';

/** All snapshots of a guest that the caller may see, sorted by name. */
export async function listSnapshots(
  ports: Pick<Ports, 'store' | 'cells' | 'live'>,
  ctx: Context,
  request: { guestId: string },
): Promise<readonly SnapshotRecord[]> {
  return await knownSnapshots(ports, await findVisibleGuest(ports, ctx, request.guestId));
}
