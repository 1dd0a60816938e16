import type { Warning, WarningKey } from '../../domain/warning.ts';
import type { Page } from '../../use-cases/ports/store.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('warnings');
const byKey = prepared((query, { code, cellId, guestId }: WarningKey) =>
  query
    .selectFrom('warnings')
    .select(['id', 'count', 'cleared_at_ms'])
    .where('code', '=', code)
    .where('cell_id', '=', cellId)
    .where('guest_id', '=', guestId),
);
type Seen = { id: string; message: string; count: number; nowMs: number };
const seeAgain = prepared((query, { id, message, count, nowMs }: Seen) =>
  query.updateTable('warnings').set({ message, count, last_seen_ms: nowMs }).where('id', '=', id),
);
const beginAnew = prepared((query, { id, message, count, nowMs }: Seen) =>
  query
    .updateTable('warnings')
    .set({ message, count, first_seen_ms: nowMs, last_seen_ms: nowMs })
    .set({ acknowledged_at_ms: null, acknowledged_by: null, cleared_at_ms: null })
    .where('id', '=', id),
);
const clearRow = prepared((query, { code, cellId, guestId, nowMs }: WarningKey & { nowMs: number }) =>
  query
    .updateTable('warnings')
    .set({ cleared_at_ms: nowMs })
    .where('code', '=', code)
    .where('cell_id', '=', cellId)
    .where('guest_id', '=', guestId)
    .where('cleared_at_ms', 'is', null),
);
const acknowledgeRow = prepared((query, { id, by, nowMs }: { id: string; by: string; nowMs: number }) =>
  query
    .updateTable('warnings')
    .set({ acknowledged_at_ms: nowMs, acknowledged_by: by })
    .where('id', '=', id)
    .where('acknowledged_at_ms', 'is', null),
);
const openKeys = prepared((query) =>
  query.selectFrom('warnings').select(['code', 'cell_id', 'guest_id']).where('cleared_at_ms', 'is', null),
);
const deleteCleared = prepared((query, { beforeMs }: { beforeMs: number }) =>
  query.deleteFrom('warnings').where('cleared_at_ms', '<', beforeMs),
);

const withNames = queryBuilder
  .selectFrom('warnings')
  .leftJoin('cells', 'cells.id', 'warnings.cell_id')
  .leftJoin('guests', 'guests.id', 'warnings.guest_id')
  .selectAll('warnings')
  .select(['cells.name as cell_name', 'guests.name as guest_name']);

export async function raise(
  db: Db,
  raised: WarningKey & { id: string; message: string; count: number },
  nowMs: number,
): Promise<string> {
  const { code, cellId, guestId, message, count } = raised;
  return db.atomic(async (tx) => {
    const known = await byKey.first(tx, { code, cellId, guestId });
    if (known?.cleared_at_ms === null) {
      await seeAgain.run(tx, { id: known.id, message, count: known.count + count, nowMs });
    } else if (known) {
      await beginAnew.run(tx, { id: known.id, message, count, nowMs });
    } else {
      await insertRow(tx, {
        id: raised.id,
        code,
        cell_id: cellId,
        guest_id: guestId,
        message,
        first_seen_ms: nowMs,
        last_seen_ms: nowMs,
        count,
        acknowledged_at_ms: null,
        acknowledged_by: null,
        cleared_at_ms: null,
      });
    }
    return known?.id ?? raised.id;
  });
}

export async function clear(db: Db, { code, cellId, guestId }: WarningKey, nowMs: number): Promise<void> {
  await clearRow.run(db, { code, cellId, guestId, nowMs });
}

export async function get(db: Db, id: string): Promise<Warning | undefined> {
  const row = await db.first(compiled(withNames.where('warnings.id', '=', id)));
  return row && toWarning(row);
}

export async function list(
  db: Db,
  { cleared }: { readonly cleared: boolean },
  { limit, offset }: Page,
): Promise<{ warnings: Warning[]; total: number }> {
  const is = cleared ? 'is not' : 'is';
  const page = withNames
    .where('warnings.cleared_at_ms', is, null)
    .orderBy('warnings.last_seen_ms', 'desc')
    .orderBy('warnings.id')
    .limit(limit)
    .offset(offset);
  const count = queryBuilder
    .selectFrom('warnings')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('cleared_at_ms', is, null);
  const rows = await db.all(compiled(page));
  return { warnings: rows.map(toWarning), total: (await db.first(compiled(count)))?.total ?? 0 };
}

export async function open(db: Db): Promise<WarningKey[]> {
  const rows = await openKeys.all(db, {});
  return rows.map(({ code, cell_id, guest_id }) => ({ code, cellId: cell_id, guestId: guest_id }));
}

export async function acknowledge(db: Db, id: string, by: string, nowMs: number): Promise<void> {
  await acknowledgeRow.run(db, { id, by, nowMs });
}

export async function removeCleared(db: Db, beforeMs: number): Promise<void> {
  await deleteCleared.run(db, { beforeMs });
}

type Row = Awaited<ReturnType<typeof withNames.executeTakeFirstOrThrow>>;

function toWarning(row: Row): Warning {
  return {
    id: row.id,
    code: row.code,
    cellId: row.cell_id,
    guestId: row.guest_id,
    message: row.message,
    firstSeenMs: row.first_seen_ms,
    lastSeenMs: row.last_seen_ms,
    count: row.count,
    acknowledgedAtMs: row.acknowledged_at_ms,
    acknowledgedBy: row.acknowledged_by,
    clearedAtMs: row.cleared_at_ms,
    cellName: row.cell_name,
    guestName: row.guest_name,
  };
}
