import { DomainError } from '../../../../proto/src/errors.ts';
import type { AddressPool } from '../../domain/address-pool.ts';
import type { AddressPoolStore, CountedAddressPool } from '../../use-cases/ports/address-pool-store.ts';
import { fromJson, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { AddressPoolsTable } from '../tables/address-pools.ts';

export { insertRange, ranges, removeRange, setNext } from './address-ranges.ts';
export {
  allocate,
  allocations,
  countAllocations,
  findAllocation,
  firstFree,
  release,
} from './allocations.ts';

const insertRow = preparedInsert('address_pools');
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('address_pools').selectAll().where('name', '=', name),
);
const counted = prepared((query) =>
  query
    .selectFrom('address_pools')
    .selectAll()
    .select((row) => [
      row
        .selectFrom('address_ranges')
        .select((range) =>
          range.fn
            .sum<number>(range(range('end_address', '+', 1), '-', range.ref('start_address')))
            .as('total'),
        )
        .whereRef('address_ranges.pool', '=', 'address_pools.name')
        .as('addresses'),
      row
        .selectFrom('address_allocations')
        .select((allocation) => allocation.fn.countAll<number>().as('total'))
        .whereRef('address_allocations.pool', '=', 'address_pools.name')
        .as('allocated'),
    ])
    .orderBy('name'),
);
const deleteRow = prepared((query, { name }: { name: string }) =>
  query.deleteFrom('address_pools').where('name', '=', name),
);

export async function insert(db: Db, pool: AddressPool): Promise<void> {
  const { name, gateway, dns, provider, mode, createdAtMs } = pool;
  const row = { name, gateway, dns: toJson(dns), provider, mode, created_at_ms: createdAtMs };
  await refuseDuplicate(
    insertRow(db, row),
    () =>
      new DomainError('already_exists', `an address pool named '${name}' exists`, {
        reason: 'name_taken',
        subject: { kind: 'address-pool', id: name },
      }),
  );
}

export async function get(db: Db, name: string): Promise<AddressPool | undefined> {
  const row = await byName.first(db, { name });
  return row && toAddressPool(row);
}

export async function list(db: Db): Promise<CountedAddressPool[]> {
  const rows = await counted.all(db, {});
  return rows.map((row) => ({
    ...toAddressPool(row),
    addresses: row.addresses ?? 0,
    allocated: row.allocated ?? 0,
  }));
}

export async function update(
  db: Db,
  name: string,
  { gateway, dns, provider, mode }: Parameters<AddressPoolStore['update']>[1],
): Promise<void> {
  const row: Partial<AddressPoolsTable> = {};
  if (gateway !== undefined) row.gateway = gateway;
  if (dns !== undefined) row.dns = toJson(dns);
  if (provider !== undefined) row.provider = provider;
  if (mode !== undefined) row.mode = mode;
  if (Object.keys(row).length === 0) return;
  await db.run(compiled(queryBuilder.updateTable('address_pools').set(row).where('name', '=', name)));
}

export async function remove(db: Db, name: string): Promise<void> {
  await deleteRow.run(db, { name });
}

function toAddressPool(row: AddressPoolsTable): AddressPool {
  return {
    name: row.name,
    gateway: row.gateway,
    dns: fromJson(row.dns),
    provider: row.provider === 'cloudinit' ? 'cloudinit' : 'dhcp',
    mode: row.mode === 'external' || row.mode === 'both' ? row.mode : 'internal',
    createdAtMs: row.created_at_ms,
  };
}
