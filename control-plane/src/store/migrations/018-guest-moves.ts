import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** `drained_guests` remembers what a drain has moved away, so that it can be brought back. */
export const guestMoves: Migration = {
  number: 18,
  name: 'guest-moves',
  up(database) {
    database.script(`
create table guest_moves (
  guest_id text not null primary key,
  cell_id text not null,
  pool text not null,
  storage text not null,
  group_id text not null,
  name text not null,
  cores ${wholeNumber} not null,
  memory_bytes ${wholeNumber} not null,
  disk_bytes ${wholeNumber} not null
) ${tableOptions};
create unique index guest_moves_name on guest_moves (pool, group_id, name);

create table drained_guests (
  cell_id text not null,
  guest_id text not null,
  primary key (cell_id, guest_id)
) ${tableOptions};
`);
  },
};
