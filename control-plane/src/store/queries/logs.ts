import type { LogEntry } from '../../use-cases/ports/log-store.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('logs');
type IdRange = { from: string; to: string };
const lastId = prepared((query, { from, to }: IdRange) =>
  query
    .selectFrom('logs')
    .select((row) => row.fn.max('id').as('id'))
    .where('id', '>=', from)
    .where('id', '<=', to),
);
const page = prepared((query, { from, to, limit, offset }: IdRange & { limit: number; offset: number }) =>
  query
    .selectFrom('logs')
    .selectAll()
    .where('id', '>=', from)
    .where('id', '<=', to)
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset),
);
const countAll = prepared((query, { from, to }: IdRange) =>
  query
    .selectFrom('logs')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('id', '>=', from)
    .where('id', '<=', to),
);
const deleteRow = prepared((query, { id }: { id: string }) => query.deleteFrom('logs').where('id', '=', id));

/** The id is the second in UTC, `YYYYMMDDHHMMSS`, and a counter from 0000; a full second goes over into the next. */
export async function append(db: Db, content: string, nowMs: number): Promise<void> {
  await db.atomic(async (tx) => {
    for (let atMs = nowMs; ; atMs += 1_000) {
      const second = toSecond(atMs);
      const last = (await lastId.first(tx, { from: `${second}0000`, to: `${second}9999` }))?.id;
      const counter = last === null || last === undefined ? 0 : Number(last.slice(-4)) + 1;
      if (counter > 9_999) continue;
      await insertRow(tx, { id: `${second}${String(counter).padStart(4, '0')}`, content });
      return;
    }
  });
}

export async function list(
  db: Db,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ entries: LogEntry[]; total: number }> {
  const range = { from: `${toSecond(fromMs)}0000`, to: `${toSecond(toMs)}9999` };
  const rows = await page.all(db, { ...range, limit, offset });
  const entries = rows.map(({ id, content }) => ({ id, atMs: toMilliseconds(id), content }));
  return { entries, total: (await countAll.first(db, range))?.total ?? 0 };
}

export async function remove(db: Db, ids: readonly string[]): Promise<number> {
  return db.atomic(async (tx) => {
    let removed = 0;
    for (const id of ids) removed += await deleteRow.run(tx, { id });
    return removed;
  });
}

const endOfTimeMs = Date.UTC(9999, 11, 31, 23, 59, 59);

function toSecond(ms: number): string {
  return new Date(Math.max(0, Math.min(ms, endOfTimeMs))).toISOString().slice(0, 19).replace(/\D/g, '');
}

function toMilliseconds(id: string): number {
  return Date.parse(id.replace(/^(....)(..)(..)(..)(..)(..).*/, '$1-$2-$3T$4:$5:$6Z'));
}
