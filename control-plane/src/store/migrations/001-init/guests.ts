import { tableOptions, wholeNumber } from '../../db.ts';

/**
 * Lists are sorted by name and id: each index ends with them, so that a page is read without sorting.
 * `guests_cell` holds what the counts of guests by pool and cell need.
 */
export const guestTables = `
create table guests (
  id text not null primary key,
  name text not null,
  owner_id text not null,
  owner text not null,
  group_id text not null,
  group_name text not null,
  pool text not null,
  cell_id text not null,
  phase text not null,
  cores ${wholeNumber} not null,
  memory_bytes ${wholeNumber} not null,
  total_disk_bytes ${wholeNumber} not null,
  disks text not null,
  interfaces text not null,
  addresses text not null,
  hardware text not null,
  operating_system text not null,
  admin_name text not null,
  modules text not null,
  cloud_init text,
  qos text not null,
  auto_start ${wholeNumber} not null,
  monitor_secret text not null,
  image_id text,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};
create unique index guests_name_in_group on guests (pool, group_id, name);
create index guests_name on guests (name, id);
create index guests_pool on guests (pool, name, id);
create index guests_pool_owner on guests (pool, owner_id, name, id);
create index guests_owner on guests (owner_id, name, id);
create index guests_group on guests (group_id, name, id);
create index guests_cell on guests (cell_id, name, id, pool);

create table guest_images (
  sha256 text not null,
  guest_id text not null references guests (id) on delete cascade,
  primary key (sha256, guest_id)
) ${tableOptions};
create index guest_images_guest on guest_images (guest_id);

create table guest_seen (
  guest_id text not null primary key references guests (id) on delete cascade,
  seen_at_ms ${wholeNumber} not null,
  state text not null,
  address text not null
) ${tableOptions};
`;
