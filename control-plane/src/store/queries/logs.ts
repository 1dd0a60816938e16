import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('logs');
const lastId = prepared((query, { from, to }: { from: string; to: string }) =>
  query
    .selectFrom('logs')
    .select((row) => row.fn.max('id').as('id'))
    .where('id', '>=', from)
    .where('id', '<=', to),
);

/** The id is the second in UTC, `YYYYMMDDHHMMSS`, and a counter from 0000; a full second goes over into the next. */
export async function append(db: Db, content: string, nowMs: number): Promise<void> {
  await db.atomic(async (tx) => {
    for (let atMs = nowMs; ; atMs += 1_000) {
      const second = new Date(atMs).toISOString().slice(0, 19).replace(/\D/g, '');
      const last = (await lastId.first(tx, { from: `${second}0000`, to: `${second}9999` }))?.id;
      const counter = last === null || last === undefined ? 0 : Number(last.slice(-4)) + 1;
      if (counter > 9_999) continue;
      await insertRow(tx, { id: `${second}${String(counter).padStart(4, '0')}`, content });
      return;
    }
  });
}
