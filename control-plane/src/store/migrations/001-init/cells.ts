import { tableOptions, wholeNumber } from '../../db.ts';

export const cellTables = `
create table pools (
  name text not null primary key,
  enabled ${wholeNumber} not null,
  storage text not null,
  network text not null,
  failover ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};

create table cells (
  id text not null primary key,
  name text not null,
  pool text,
  enabled ${wholeNumber} not null,
  address text not null,
  host text not null,
  joined_at_ms ${wholeNumber} not null,
  revoked_at_ms ${wholeNumber}
) ${tableOptions};
create unique index cells_living_name on cells (name) where revoked_at_ms is null;
create index cells_pool on cells (pool, name);

create table cell_demand (
  cell_id text not null primary key,
  guests ${wholeNumber} not null,
  cores ${wholeNumber} not null,
  memory_bytes ${wholeNumber} not null,
  disk_bytes ${wholeNumber} not null,
  creating_memory_bytes ${wholeNumber} not null,
  creating_disk_bytes ${wholeNumber} not null
) ${tableOptions};

create table join_tokens (
  id text not null primary key,
  secret_hash text not null,
  created_at_ms ${wholeNumber} not null,
  expires_at_ms ${wholeNumber} not null,
  used_by_cell_id text,
  pool text
) ${tableOptions};
`;
