import type { SnapshotRecord } from '../../domain/snapshot.ts';
import { fromFlag, toFlag } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const selectRows = prepared((query, { guestId }: { guestId: string }) =>
  query.selectFrom('snapshots').selectAll().where('guest_id', '=', guestId).orderBy('name'),
);
const deleteRows = prepared((query, { guestId }: { guestId: string }) =>
  query.deleteFrom('snapshots').where('guest_id', '=', guestId),
);
const selectGuest = prepared((query, { guestId }: { guestId: string }) =>
  query.selectFrom('guests').select('id').where('id', '=', guestId),
);
const insertRow = preparedInsert('snapshots');

export async function list(db: Db, guestId: string): Promise<SnapshotRecord[]> {
  const rows = await selectRows.all(db, { guestId });
  return rows.map((row) => ({
    name: row.name,
    description: row.description,
    createdAtMs: row.created_at_ms,
    running: fromFlag(row.running),
    parent: row.parent,
    current: fromFlag(row.current),
  }));
}

export async function replace(db: Db, guestId: string, snapshots: readonly SnapshotRecord[]): Promise<void> {
  await deleteRows.run(db, { guestId });
  if ((await selectGuest.first(db, { guestId })) === undefined) return;
  for (const snapshot of snapshots) {
    await insertRow(db, {
      guest_id: guestId,
      name: snapshot.name,
      description: snapshot.description,
      created_at_ms: snapshot.createdAtMs,
      running: toFlag(snapshot.running),
      parent: snapshot.parent,
      current: toFlag(snapshot.current),
    });
  }
}
