import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Passwords that were set before this count from when their users were made. */
export const passwordPolicy: Migration = {
  number: 16,
  name: 'password-policy',
  up(database) {
    database.script(`
alter table users add column password_changed_at_ms ${wholeNumber} not null default 0;
alter table users add column grace_logins_used ${wholeNumber} not null default 0;
update users set password_changed_at_ms = created_at_ms;

create table password_history (
  user_id text not null references users (id) on delete cascade,
  password_hash text not null,
  replaced_at_ms ${wholeNumber} not null,
  primary key (user_id, password_hash)
) ${tableOptions};
create index password_history_age on password_history (user_id, replaced_at_ms);
`);
  },
};
