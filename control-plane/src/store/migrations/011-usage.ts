import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Without references: what a cell or guest used goes with its time. */
export const usage: Migration = {
  number: 11,
  name: 'usage',
  up(database) {
    database.script(`
create table usage_hours (
  subject_id text not null,
  hour ${wholeNumber} not null,
  codes blob not null,
  primary key (subject_id, hour)
) ${tableOptions};
create index usage_hours_hour on usage_hours (hour);
`);
  },
};
