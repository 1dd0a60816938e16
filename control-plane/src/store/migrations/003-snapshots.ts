import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** What was last known of guests' snapshots; the truth is with their cells. */
export const snapshots: Migration = {
  number: 3,
  name: 'snapshots',
  up(database) {
    database.script(`
create table snapshots (
  guest_id text not null references guests (id) on delete cascade,
  name text not null,
  description text not null,
  created_at_ms ${wholeNumber} not null,
  running ${wholeNumber} not null,
  parent text not null,
  current ${wholeNumber} not null,
  primary key (guest_id, name)
) ${tableOptions};
`);
  },
};
