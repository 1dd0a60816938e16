import { DomainError } from '../../../../proto/src/errors.ts';
import type { AddressHolder, Allocation } from '../../domain/address-pool.ts';
import type { Stretch } from '../../domain/allocation.ts';
import { formatIpv4 } from '../../domain/ipv4.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { AddressAllocationsTable } from '../tables/address-allocations.ts';

type Within = { pool: string; from: number; to: number };

const everything: Stretch = { from: 0, to: 2 ** 32 };
const insertRow = preparedInsert('address_allocations');
const one = prepared((query, { pool, address }: { pool: string; address: number }) =>
  query.selectFrom('address_allocations').selectAll().where('pool', '=', pool).where('address', '=', address),
);
/** The end of the first run of allocated addresses: read in the order of the primary key, no further than that. */
const endOfRun = prepared((query, { pool, from, to }: Within) =>
  query
    .selectFrom('address_allocations as taken')
    .select('taken.address')
    .where('taken.pool', '=', pool)
    .where('taken.address', '>=', from)
    .where('taken.address', '<', to)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('address_allocations as following')
            .select('following.address')
            .whereRef('following.pool', '=', 'taken.pool')
            .where('following.address', '=', row('taken.address', '+', 1).$castTo<number>()),
        ),
      ),
    )
    .orderBy('taken.address')
    .limit(1),
);
const listed = prepared((query, { pool, from, to, limit }: Within & { limit: number }) =>
  query
    .selectFrom('address_allocations')
    .selectAll()
    .where('pool', '=', pool)
    .where('address', '>=', from)
    .where('address', '<=', to)
    .orderBy('address')
    .limit(limit),
);
const counted = prepared((query, { pool, from, to }: Within) =>
  query
    .selectFrom('address_allocations')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('pool', '=', pool)
    .where('address', '>=', from)
    .where('address', '<=', to),
);
const ofHolder = prepared((query, { kind, id }: AddressHolder) =>
  query
    .selectFrom('address_allocations')
    .selectAll()
    .where('holder_kind', '=', kind)
    .where('holder_id', '=', id),
);
const deleteRow = prepared((query, { pool, address }: { pool: string; address: number }) =>
  query.deleteFrom('address_allocations').where('pool', '=', pool).where('address', '=', address),
);
/** In a range where nothing was free, the search goes on with what is freed. */
const resumeSearch = prepared((query, { pool, address }: { pool: string; address: number }) =>
  query
    .updateTable('address_ranges')
    .set({ next_address: address })
    .where('pool', '=', pool)
    .where('start_address', '<=', address)
    .where('end_address', '>=', address)
    .whereRef('next_address', '>', 'end_address'),
);

export async function firstFree(db: Db, pool: string, { from, to }: Stretch): Promise<number | null> {
  if ((await one.first(db, { pool, address: from })) === undefined) return from;
  const last = await endOfRun.first(db, { pool, from, to });
  return last === undefined ? null : last.address + 1;
}

export async function allocate(db: Db, { pool, side, address, holder }: Allocation): Promise<void> {
  const row = { pool, address, side, holder_kind: holder.kind, holder_id: holder.id };
  await refuseDuplicate(
    insertRow(db, row),
    () =>
      new DomainError('already_exists', `address ${formatIpv4(address)} of pool '${pool}' is taken`, {
        reason: 'address_taken',
        subject: { kind: 'address-pool', id: pool },
      }),
  );
}

export async function allocations(
  db: Db,
  pool: string,
  within: Stretch = everything,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<Allocation[]> {
  return (await listed.all(db, { pool, ...within, limit })).map(toAllocation);
}

export async function countAllocations(db: Db, pool: string, within: Stretch = everything): Promise<number> {
  return (await counted.first(db, { pool, ...within }))?.total ?? 0;
}

export async function findAllocation(db: Db, pool: string, address: number): Promise<Allocation | undefined> {
  const row = await one.first(db, { pool, address });
  return row && toAllocation(row);
}

export async function release(db: Db, holder: AddressHolder): Promise<void> {
  await db.atomic(async (tx) => {
    for (const { pool, address } of await ofHolder.all(tx, holder)) {
      await deleteRow.run(tx, { pool, address });
      await resumeSearch.run(tx, { pool, address });
    }
  });
}

function toAllocation(row: AddressAllocationsTable): Allocation {
  return {
    pool: row.pool,
    side: row.side === 'external' ? 'external' : 'internal',
    address: row.address,
    holder: { kind: 'guest', id: row.holder_id },
  };
}
