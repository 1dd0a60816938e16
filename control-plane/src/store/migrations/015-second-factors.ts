import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

export const secondFactors: Migration = {
  number: 15,
  name: 'second-factors',
  up(database) {
    database.script(`
create table second_factors (
  user_id text not null primary key references users (id) on delete cascade,
  secret text not null,
  confirmed_at_ms ${wholeNumber},
  last_step ${wholeNumber} not null,
  recovery_hashes text not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};
`);
  },
};
