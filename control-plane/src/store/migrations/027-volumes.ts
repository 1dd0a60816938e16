import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Volumes of desktop projects, and where floating IPs lead. */
export const volumes: Migration = {
  number: 27,
  name: 'volumes',
  up(database) {
    database.script(`
alter table guests add column volumes text not null default '[]';
alter table guests add column floating_addresses text not null default '[]';

create table volumes (
  id text not null primary key,
  project_id text not null,
  name text not null,
  description text not null,
  size_bytes ${wholeNumber} not null,
  storage text not null,
  state text not null,
  made ${wholeNumber} not null,
  cell_id text,
  guest_id text,
  slot ${wholeNumber},
  attached_at_ms ${wholeNumber},
  due_at_ms ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};
create index volumes_project on volumes (project_id, created_at_ms, id);
create index volumes_guest on volumes (guest_id) where guest_id is not null;
create index volumes_storage on volumes (storage);
create index volumes_detaching on volumes (due_at_ms, id) where state = 'detaching';

alter table floating_ips add column guest_id text;
alter table floating_ips add column wanted_guest_id text;
alter table floating_ips add column due_at_ms ${wholeNumber} not null default 0;
create index floating_ips_guest on floating_ips (guest_id) where guest_id is not null;
create index floating_ips_wanted on floating_ips (wanted_guest_id) where wanted_guest_id is not null;
create index floating_ips_due on floating_ips (due_at_ms, id) where guest_id is not wanted_guest_id;
`);
  },
};
