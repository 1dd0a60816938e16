import { noSuchSnapshot, type SnapshotRecord } from '../../domain/snapshot.ts';
import type { Context } from '../context.ts';
import { findVisibleGuest } from '../guests/guest-access.ts';
import type { Ports } from '../ports/index.ts';
import { knownSnapshots } from './known-snapshots.ts';

/** @throws DomainError `not_found` with reason `snapshot_not_found`. */
export async function getSnapshot(
  ports: Pick<Ports, 'store' | 'cells' | 'live'>,
  ctx: Context,
  request: { guestId: string; name: string },
): Promise<SnapshotRecord> {
  const guest = await findVisibleGuest(ports, ctx, request.guestId);
  const snapshot = (await knownSnapshots(ports, guest)).find(({ name }) => name === request.name);
  if (snapshot) return snapshot;
  throw noSuchSnapshot(guest, request.name);
}
