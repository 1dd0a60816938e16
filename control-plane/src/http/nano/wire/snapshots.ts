import { z } from 'zod';
import type { SnapshotRecord } from '../../../domain/snapshot.ts';
import { prose, requiredText } from '../../fields.ts';
import { toLocalTime } from './time.ts';

export const createSnapshotRequest = z.object({
  name: requiredText(),
  description: prose()
    .nullish()
    .transform((value) => value ?? ''),
});

export const restoreSnapshotRequest = z.object({ target: requiredText() });

/** An object by name, as the portal reads it: the document shows it, malformed, as a list. */
export function snapshotsToWire(snapshots: readonly SnapshotRecord[]) {
  return Object.fromEntries(
    snapshots.map(({ name, parent, current }) => [
      name,
      {
        ...(parent === '' ? { is_root: true } : { backing: parent }),
        ...(current && { is_current: true }),
      },
    ]),
  );
}

export function snapshotToWire({ running, description, createdAtMs }: SnapshotRecord) {
  return { running, description, create_time: toLocalTime(createdAtMs) };
}
