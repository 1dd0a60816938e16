import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Without references: a warning may be of a guest that nobody knows, and outlives what it is of. */
export const warnings: Migration = {
  number: 5,
  name: 'warnings',
  up(database) {
    database.script(`
create table warnings (
  id text not null primary key,
  code text not null,
  cell_id text not null,
  guest_id text not null,
  message text not null,
  first_seen_ms ${wholeNumber} not null,
  last_seen_ms ${wholeNumber} not null,
  count ${wholeNumber} not null,
  acknowledged_at_ms ${wholeNumber},
  acknowledged_by text,
  cleared_at_ms ${wholeNumber},
  unique (code, cell_id, guest_id)
) ${tableOptions};
create index warnings_open on warnings (last_seen_ms desc, id) where cleared_at_ms is null;
create index warnings_cleared on warnings (last_seen_ms desc, id) where cleared_at_ms is not null;
`);
  },
};
