import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** The tree of projects, inherited roles, tokens. */
export const identity: Migration = {
  number: 8,
  name: 'identity',
  up(database) {
    database.script(`
alter table users add column description text not null default '';
alter table users add column default_project_id text;

alter table projects add column parent_id text references projects (id);
alter table projects add column is_domain ${wholeNumber} not null default 0;
alter table projects add column tags text not null default '[]';
create index projects_parent on projects (parent_id);

alter table role_assignments rename to plain_role_assignments;
drop index role_assignments_target;
create table role_assignments (
  role_id text not null references identity_roles (id) on delete cascade,
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  inherited ${wholeNumber} not null,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id, inherited)
) ${tableOptions};
create index role_assignments_target on role_assignments (target_kind, target_id);
create index role_assignments_role on role_assignments (role_id);
insert into role_assignments (role_id, actor_kind, actor_id, target_kind, target_id, inherited)
  select role_id, actor_kind, actor_id, target_kind, target_id, 0 from plain_role_assignments;
drop table plain_role_assignments;

create table tokens (
  id_hash text not null primary key,
  audit_id text not null,
  parent_audit_id text,
  user_id text not null references users (id) on delete cascade,
  methods text not null,
  scope_kind text,
  scope_id text,
  issued_at_ms ${wholeNumber} not null,
  expires_at_ms ${wholeNumber} not null
) ${tableOptions};
create index tokens_user on tokens (user_id);
create index tokens_scope on tokens (scope_kind, scope_id);
create index tokens_expiry on tokens (expires_at_ms);
`);
  },
};
