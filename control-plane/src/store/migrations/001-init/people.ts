import { tableOptions, wholeNumber } from '../../db.ts';

export const peopleTables = `
create table domains (
  id text not null primary key,
  name text not null unique,
  description text not null,
  enabled ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};

create table projects (
  id text not null primary key,
  domain_id text not null references domains (id),
  name text not null,
  description text not null,
  enabled ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null,
  unique (domain_id, name)
) ${tableOptions};

create table users (
  id text not null primary key,
  domain_id text not null,
  name text not null,
  nick text not null,
  mail text not null,
  enabled ${wholeNumber} not null,
  password_hash text not null,
  created_at_ms ${wholeNumber} not null,
  unique (domain_id, name)
) ${tableOptions};

create table groups (
  id text not null primary key,
  domain_id text not null,
  name text not null,
  display text not null,
  nano ${wholeNumber} not null,
  shows_instances ${wholeNumber} not null,
  shows_media_images ${wholeNumber} not null,
  shows_disk_images ${wholeNumber} not null,
  project_id text references projects (id),
  unique (domain_id, name)
) ${tableOptions};

create table group_members (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  nano ${wholeNumber} not null,
  primary key (group_id, user_id)
) ${tableOptions};
create index group_members_user on group_members (user_id);
create unique index group_members_one_nano_group on group_members (user_id) where nano = 1;

create table roles (
  name text not null primary key,
  menus text not null
) ${tableOptions};

create table group_roles (
  group_id text not null references groups (id) on delete cascade,
  position ${wholeNumber} not null,
  role text not null references roles (name),
  primary key (group_id, position)
) ${tableOptions};
create index group_roles_role on group_roles (role);

create table identity_roles (
  id text not null primary key,
  name text not null unique
) ${tableOptions};

create table role_assignments (
  role_id text not null references identity_roles (id) on delete cascade,
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id)
) ${tableOptions};
create index role_assignments_target on role_assignments (target_kind, target_id);

create table sessions (
  id_hash text not null primary key,
  user_id text not null,
  user_name text not null,
  group_id text not null,
  group_name text not null,
  menus text not null,
  address text not null,
  created_at_ms ${wholeNumber} not null,
  expires_at_ms ${wholeNumber} not null
) ${tableOptions};
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at_ms);

create table channels (
  id_hash text not null primary key,
  guest_id text not null,
  credential_hash text not null,
  user_id text not null,
  user_name text not null,
  expires_at_ms ${wholeNumber} not null
) ${tableOptions};
create index channels_expiry on channels (expires_at_ms);
`;
