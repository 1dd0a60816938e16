import { mergeHours } from '../../domain/usage.ts';
import type { UsageHour } from '../../use-cases/ports/index.ts';
import type { Db } from '../db.ts';
import { prepared } from '../prepared.ts';

const one = prepared((query, { subjectId, hour }: { subjectId: string; hour: number }) =>
  query
    .selectFrom('usage_hours')
    .select('codes')
    .where('subject_id', '=', subjectId)
    .where('hour', '=', hour),
);
const save = prepared(
  (query, { subjectId, hour, codes }: { subjectId: string; hour: number; codes: Buffer }) =>
    query
      .insertInto('usage_hours')
      .values({ subject_id: subjectId, hour, codes })
      .onConflict((conflict) =>
        conflict.columns(['subject_id', 'hour']).doUpdateSet((row) => ({ codes: row.ref('excluded.codes') })),
      ),
);
const range = prepared(
  (query, { subjectId, first, last }: { subjectId: string; first: number; last: number }) =>
    query
      .selectFrom('usage_hours')
      .select(['hour', 'codes'])
      .where('subject_id', '=', subjectId)
      .where('hour', '>=', first)
      .where('hour', '<=', last),
);
const remove = prepared((query, { hour }: { hour: number }) =>
  query.deleteFrom('usage_hours').where('hour', '<', hour),
);

export async function saveHours(db: Db, hours: readonly UsageHour[]): Promise<void> {
  await db.atomic(async (tx) => {
    for (const { subjectId, hour, codes } of hours) {
      const known = await one.first(tx, { subjectId, hour });
      const merged = known ? mergeHours(toCodes(known.codes), codes) : codes;
      await save.run(tx, { subjectId, hour, codes: toBytes(merged) });
    }
  });
}

export async function hours(db: Db, subjectId: string, first: number, last: number): Promise<UsageHour[]> {
  const rows = await range.all(db, { subjectId, first, last });
  return rows.map(({ hour, codes }) => ({ subjectId, hour, codes: toCodes(codes) }));
}

export async function removeBefore(db: Db, hour: number): Promise<void> {
  await remove.run(db, { hour });
}

function toBytes(codes: Uint16Array): Buffer {
  const bytes = Buffer.alloc(codes.length * 2);
  codes.forEach((code, at) => void bytes.writeUInt16LE(code, at * 2));
  return bytes;
}

function toCodes(bytes: Buffer): Uint16Array {
  return Uint16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16LE(at * 2));
}
