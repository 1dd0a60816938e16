import type { AddressRange } from '../../domain/address-pool.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { AddressRangesTable } from '../tables/address-ranges.ts';

const insertRow = preparedInsert('address_ranges');
const ofPool = prepared((query, { pool }: { pool: string }) =>
  query.selectFrom('address_ranges').selectAll().where('pool', '=', pool).orderBy('position'),
);
const setNextAddress = prepared((query, values: { pool: string; start: number; next: number }) =>
  query
    .updateTable('address_ranges')
    .set({ next_address: values.next })
    .where('pool', '=', values.pool)
    .where('start_address', '=', values.start),
);
const deleteRow = prepared((query, { pool, start }: { pool: string; start: number }) =>
  query.deleteFrom('address_ranges').where('pool', '=', pool).where('start_address', '=', start),
);

export async function insertRange(db: Db, range: AddressRange): Promise<void> {
  await db.atomic(async (tx) => {
    const { max } = queryBuilder.fn;
    const last = queryBuilder
      .selectFrom('address_ranges')
      .select(max<number | null>('position').as('position'))
      .where('pool', '=', range.pool);
    const position = ((await tx.first(compiled(last)))?.position ?? 0) + 1;
    await insertRow(tx, {
      pool: range.pool,
      start_address: range.start,
      end_address: range.end,
      prefix: range.prefix,
      side: range.side,
      position,
      next_address: range.next,
    });
  });
}

export async function ranges(db: Db, pool: string): Promise<AddressRange[]> {
  return (await ofPool.all(db, { pool })).map(toRange);
}

export async function setNext(db: Db, { pool, start }: AddressRange, next: number): Promise<void> {
  await setNextAddress.run(db, { pool, start, next });
}

export async function removeRange(db: Db, { pool, start }: AddressRange): Promise<void> {
  await deleteRow.run(db, { pool, start });
}

function toRange(row: AddressRangesTable): AddressRange {
  return {
    pool: row.pool,
    side: row.side === 'external' ? 'external' : 'internal',
    start: row.start_address,
    end: row.end_address,
    prefix: row.prefix,
    next: row.next_address,
  };
}
