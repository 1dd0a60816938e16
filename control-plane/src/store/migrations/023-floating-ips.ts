import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Addresses that follow users. */
export const floatingIps: Migration = {
  number: 23,
  name: 'floating-ips',
  up(database) {
    database.script(`
create table floating_ips (
  id text not null primary key,
  network text not null,
  address text not null,
  description text not null,
  created_at_ms ${wholeNumber} not null,
  unique (network, address)
) ${tableOptions};
`);
  },
};
