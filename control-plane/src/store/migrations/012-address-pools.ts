import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/**
 * Addresses are numbers. An allocation is not bound to a guest's row: others may hold addresses too, and a compute pool
 * may take up another address pool while its guests keep what they have.
 */
export const addressPools: Migration = {
  number: 12,
  name: 'address-pools',
  up(database) {
    database.script(`
create table address_pools (
  name text not null primary key,
  gateway ${wholeNumber} not null,
  dns text not null,
  provider text not null,
  mode text not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};

create table address_ranges (
  pool text not null references address_pools (name) on delete cascade,
  start_address ${wholeNumber} not null,
  end_address ${wholeNumber} not null,
  prefix ${wholeNumber} not null,
  side text not null,
  position ${wholeNumber} not null,
  next_address ${wholeNumber} not null,
  primary key (pool, start_address)
) ${tableOptions};

create table address_allocations (
  pool text not null references address_pools (name),
  address ${wholeNumber} not null,
  side text not null,
  holder_kind text not null,
  holder_id text not null,
  primary key (pool, address)
) ${tableOptions};

create index address_allocations_by_holder on address_allocations (holder_kind, holder_id);
`);
  },
};
