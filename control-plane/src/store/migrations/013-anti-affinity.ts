import type { Migration } from './migration.ts';

/** Names of guests that never share a cell. */
export const antiAffinity: Migration = {
  number: 13,
  name: 'anti-affinity',
  up(database) {
    database.script(`
alter table guests add column anti_affinity text not null default '';
create index guests_anti_affinity on guests (pool, group_id, anti_affinity, cell_id) where anti_affinity <> '';
`);
  },
};
