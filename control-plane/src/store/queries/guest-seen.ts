import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { GuestSeen, KnownGuest } from '../../use-cases/ports/store.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';

/** A guest that is gone by now leaves no row. */
const save = prepared((query, seen: GuestSeen) =>
  query
    .insertInto('guest_seen')
    .columns(['guest_id', 'seen_at_ms', 'state', 'address'])
    .expression((expression) =>
      expression
        .selectFrom('guests')
        .select([
          'id',
          sql.val(seen.seenAtMs).as('seen_at_ms'),
          sql.val(seen.state).as('state'),
          sql.val(seen.address).as('address'),
        ])
        .where('id', '=', seen.guestId),
    )
    .onConflict((conflict) =>
      conflict.column('guest_id').doUpdateSet((row) => ({
        seen_at_ms: row.ref('excluded.seen_at_ms'),
        state: row.ref('excluded.state'),
        address: row.ref('excluded.address'),
      })),
    ),
);
/** Without the rest of the guests' rows: there may be very many. */
const all = prepared((query) =>
  query
    .selectFrom('guests')
    .leftJoin('guest_seen', 'guest_seen.guest_id', 'guests.id')
    .select(['guests.id as guestId', 'guests.cell_id as cellId', 'guests.interfaces as interfaces'])
    .select([
      'guest_seen.seen_at_ms as seenAtMs',
      'guest_seen.state as state',
      'guest_seen.address as address',
    ]),
);

/** Rows per transaction: some milliseconds, between which others have their turn. */
const batchSize = 500;

export async function saveSeen(db: Db, seen: readonly GuestSeen[]): Promise<void> {
  for (let start = 0; start < seen.length; start += batchSize) {
    if (start > 0) await nextTurn();
    await db.atomic(async (tx) => {
      for (const one of seen.slice(start, start + batchSize)) await save.run(tx, one);
    });
  }
}

export async function loadSeen(db: Db): Promise<KnownGuest[]> {
  const rows = await all.all(db, {});
  return rows.map(({ guestId, cellId, interfaces, seenAtMs, state, address }) => ({
    guestId,
    cellId,
    ethernetAddress: firstEthernetAddress(interfaces),
    seen: seenAtMs === null ? null : { guestId, seenAtMs, state: state ?? '', address: address ?? '' },
  }));
}

function firstEthernetAddress(interfaces: string): string {
  const [first] = JSON.parse(interfaces) as { ethernetAddress?: string }[];
  return first?.ethernetAddress ?? '';
}
