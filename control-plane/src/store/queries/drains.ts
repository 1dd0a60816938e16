/** What was moved away from cells that were drained. */
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('drained_guests');
const allOf = prepared((query, { cellId }: { cellId: string }) =>
  query.selectFrom('drained_guests').select('guest_id').where('cell_id', '=', cellId).orderBy('guest_id'),
);
const deleteAll = prepared((query, { cellId }: { cellId: string }) =>
  query.deleteFrom('drained_guests').where('cell_id', '=', cellId),
);

export async function remember(db: Db, cellId: string, guestIds: readonly string[]): Promise<void> {
  await db.atomic(async (tx) => {
    const known = new Set(await guests(tx, cellId));
    for (const guestId of guestIds)
      if (!known.has(guestId)) await insertRow(tx, { cell_id: cellId, guest_id: guestId });
  });
}

export async function guests(db: Db, cellId: string): Promise<string[]> {
  return (await allOf.all(db, { cellId })).map((row) => row.guest_id);
}

export async function forget(db: Db, cellId: string): Promise<void> {
  await deleteAll.run(db, { cellId });
}
