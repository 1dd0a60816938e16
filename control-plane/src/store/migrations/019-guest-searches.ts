import type { Migration } from './migration.ts';

/** Guests of a cell in a pool, by name, and the few that are on their way, without looking at all others. */
export const guestSearches: Migration = {
  number: 19,
  name: 'guest-searches',
  up(database) {
    database.script(`
create index guests_cell_pool on guests (cell_id, pool, name, id);
create index guests_migrating on guests (cell_id) where phase = 'migrating';
`);
  },
};
