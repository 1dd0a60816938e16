import { tableOptions } from '../db.ts';
import type { Migration } from './migration.ts';

export const guestAccounts: Migration = {
  number: 4,
  name: 'guest-accounts',
  up(database) {
    database.script(`
create table guest_accounts (
  guest_id text not null primary key references guests (id) on delete cascade,
  user_name text not null,
  password text not null
) ${tableOptions};
`);
  },
};
