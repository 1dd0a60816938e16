import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Storage that cells share, and which of it a guest's disks are on. */
export const storagePools: Migration = {
  number: 14,
  name: 'storage-pools',
  up(database) {
    database.script(`
create table storage_pools (
  name text not null primary key,
  id text not null,
  type text not null,
  host text not null,
  target text not null,
  begun ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};

alter table guests add column storage text not null default '';
`);
  },
};
