import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

export const batches: Migration = {
  number: 2,
  name: 'batches',
  up(database) {
    database.script(`
create table batches (
  id text not null primary key,
  kind text not null,
  actor text not null,
  request_id text not null,
  address text not null,
  input text not null,
  created_at_ms ${wholeNumber} not null,
  finished_at_ms ${wholeNumber}
) ${tableOptions};
create index batches_end on batches (finished_at_ms, created_at_ms, id);

create table batch_items (
  batch_id text not null references batches (id) on delete cascade,
  position ${wholeNumber} not null,
  name text not null,
  guest_id text,
  ethernet_address text,
  operation_id text,
  state text not null,
  error text,
  primary key (batch_id, position)
) ${tableOptions};
`);
  },
};
