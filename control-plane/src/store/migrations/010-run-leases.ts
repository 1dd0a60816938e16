import { tableOptions } from '../db.ts';
import type { Migration } from './migration.ts';

/** Guests that need a lease to run, where they have one, and how long it may hold after a restart of this program. */
export const runLeases: Migration = {
  number: 10,
  name: 'run-leases',
  up(database) {
    database.script(`
alter table guests add column failover integer not null default 0;
create index guests_failover on guests (pool, failover);

create table run_leases (
  guest_id text not null references guests (id) on delete cascade,
  cell_id text not null,
  state text not null,
  primary key (guest_id, cell_id)
) ${tableOptions};

create table lease_cells (
  cell_id text not null primary key,
  duration_ms integer not null,
  taken_over_at_ms integer
) ${tableOptions};
`);
  },
};
