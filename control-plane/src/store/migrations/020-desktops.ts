import { appendOnly, growingKey, tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Remote desktops: flavors, projects, servers, who has which, sessions, requests, what users own. */
export const desktops: Migration = {
  number: 20,
  name: 'desktops',
  up(database) {
    database.script(`
alter table guests add column project_id text;
create index guests_project on guests (project_id, name, id) where project_id is not null;

create table flavors (
  id text not null primary key,
  name text not null unique,
  description text not null,
  cores ${wholeNumber} not null,
  memory_bytes ${wholeNumber} not null,
  disk_bytes ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};

create table desktop_projects (
  project_id text not null primary key references projects (id) on delete cascade,
  flavor_id text not null references flavors (id),
  image_id text not null,
  mode text not null,
  network text,
  zone text not null,
  init_script text,
  min_reserve ${wholeNumber},
  name_pattern text,
  user_volumes ${wholeNumber} not null,
  volume_size_gib ${wholeNumber},
  volume_type text,
  on_release text not null,
  max_users_per_server ${wholeNumber},
  next_number ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};
create index desktop_projects_flavor on desktop_projects (flavor_id);
create index desktop_projects_image on desktop_projects (image_id);
create index desktop_projects_network on desktop_projects (network) where network is not null;

create table desktop_servers (
  id text not null primary key,
  project_id text not null references desktop_projects (project_id),
  name text not null,
  description text not null,
  state text not null,
  origin text not null,
  reservation_id text not null,
  launch_index ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};
create unique index desktop_servers_name on desktop_servers (project_id, name);
create index desktop_servers_oldest on desktop_servers (project_id, created_at_ms, id);

create table desktop_assignments (
  server_id text not null references desktop_servers (id) on delete cascade,
  holder_kind text not null,
  holder_id text not null,
  project_id text not null,
  created_at_ms ${wholeNumber} not null,
  primary key (server_id, holder_kind, holder_id)
) ${tableOptions};
create index desktop_assignments_holder on desktop_assignments (holder_kind, holder_id, project_id);
create index desktop_assignments_project on desktop_assignments (project_id, server_id);

create table desktop_assignment_history (
  id ${growingKey},
  server_id text not null,
  project_id text not null,
  holder_kind text not null,
  holder_id text not null,
  action text not null,
  at_ms ${wholeNumber} not null,
  actor_id text not null,
  actor_name text not null
) ${tableOptions};
create index desktop_assignment_history_server on desktop_assignment_history (server_id, id);
create index desktop_assignment_history_holder on desktop_assignment_history (holder_kind, holder_id, id);
${appendOnly('desktop_assignment_history')}

create table desktop_sessions (
  id text not null primary key,
  server_id text not null,
  server_name text not null,
  project_id text not null,
  user_id text not null,
  user_name text not null,
  connection text not null,
  client_ip text,
  client_os text,
  client_info text,
  created_at_ms ${wholeNumber} not null,
  seen_at_ms ${wholeNumber} not null,
  closed_at_ms ${wholeNumber}
) ${tableOptions};
create index desktop_sessions_newest on desktop_sessions (created_at_ms, id);
create index desktop_sessions_server on desktop_sessions (server_id, created_at_ms, id);
create index desktop_sessions_user on desktop_sessions (user_id, created_at_ms, id);
create index desktop_sessions_project on desktop_sessions (project_id, created_at_ms, id);
create index desktop_sessions_open on desktop_sessions (server_id, user_id) where closed_at_ms is null;

create table desktop_requests (
  id text not null primary key,
  user_id text not null,
  user_name text not null,
  project_id text not null,
  state text not null,
  server_id text,
  address text,
  connection text,
  client_os text,
  client_info text,
  error text,
  created_at_ms ${wholeNumber} not null,
  finished_at_ms ${wholeNumber}
) ${tableOptions};
create unique index desktop_requests_one_at_work on desktop_requests (user_id, project_id)
  where state in ('pending', 'in_progress');
create index desktop_requests_state on desktop_requests (state, created_at_ms, id);

create table volume_assignments (
  id ${growingKey},
  user_id text not null,
  project_id text not null references desktop_projects (project_id) on delete cascade,
  volume_id text not null,
  unique (user_id, project_id)
) ${tableOptions};
create index volume_assignments_volume on volume_assignments (volume_id);
create index volume_assignments_project on volume_assignments (project_id);

create table user_floating_ips (
  user_id text not null primary key references users (id) on delete cascade,
  floating_ip_id text not null unique
) ${tableOptions};
`);
  },
};
