import type { Migration } from './migration.ts';

/** Desktops that were given back and wait for what follows. */
export const desktopServers: Migration = {
  number: 21,
  name: 'desktop-servers',
  up(database) {
    database.script(`
create index desktop_servers_state on desktop_servers (state, created_at_ms, id);
`);
  },
};
