import { decodeGuest, encodeGuest } from '../convert.ts';
import type {
  GuestSnapshots,
  NewSnapshot,
  Snapshot,
  SnapshotCommand,
  SnapshotDeletion,
} from '../model-snapshots.ts';
import { cellar } from '../runtime.ts';
import { codec, decodeGuestCommand, method } from './method.ts';

const v1 = cellar.cell.v1;

function decodeSnapshot(message: cellar.cell.v1.ISnapshot): Snapshot {
  const { name, description, operationId, createdAtMs, running, parent, current } = new v1.Snapshot(message);
  return { name, description, operationId, createdAtMs, running, parent, current };
}

const guestSnapshots = codec(
  v1.GuestSnapshots,
  ({ guest, snapshots }: GuestSnapshots) => ({ guest: encodeGuest(guest), snapshots: [...snapshots] }),
  (message): GuestSnapshots => ({
    guest: decodeGuest(message.guest),
    snapshots: (message.snapshots ?? []).map(decodeSnapshot),
  }),
);

/** A guest's snapshots. */
export const snapshotMethods = {
  listSnapshots: method(
    'ListSnapshots',
    codec(
      v1.GuestRequest,
      (value: { guestId: string }) => value,
      (message) => ({ guestId: message.guestId ?? '' }),
    ),
    guestSnapshots,
  ),
  createSnapshot: method(
    'CreateSnapshot',
    codec(
      v1.CreateSnapshotRequest,
      (value: NewSnapshot) => value,
      (message) => ({
        ...decodeGuestCommand(message),
        name: message.name ?? '',
        description: message.description ?? '',
      }),
    ),
    guestSnapshots,
  ),
  restoreSnapshot: method(
    'RestoreSnapshot',
    codec(
      v1.RestoreSnapshotRequest,
      (value: SnapshotCommand) => value,
      (message) => ({ ...decodeGuestCommand(message), name: message.name ?? '' }),
    ),
    guestSnapshots,
  ),
  deleteSnapshot: method(
    'DeleteSnapshot',
    codec(
      v1.DeleteSnapshotRequest,
      (value: SnapshotDeletion) => value,
      (message) => ({
        ...decodeGuestCommand(message),
        name: message.name ?? '',
        createdBy: message.createdBy ?? '',
      }),
    ),
    guestSnapshots,
  ),
};
