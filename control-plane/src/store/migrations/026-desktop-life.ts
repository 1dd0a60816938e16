import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Reserves that are kept filled, what ends sessions, who may enter when, and new images for desktops that exist. */
export const desktopLife: Migration = {
  number: 26,
  name: 'desktop-life',
  up(database) {
    database.script(`
alter table desktop_projects add column reserve_shrink ${wholeNumber} not null default 0;
alter table desktop_projects add column volatile ${wholeNumber} not null default 0;
alter table desktop_projects add column idle_timeout_s ${wholeNumber};
alter table desktop_projects add column disconnect_timeout_s ${wholeNumber};
alter table desktop_projects add column longest_session_s ${wholeNumber};
alter table desktop_projects add column timeout_action text not null default 'stop';
alter table desktop_projects add column access_calendar text;
alter table desktop_projects add column maintenance text;
create index desktop_projects_reserve on desktop_projects (project_id) where min_reserve is not null;

alter table desktop_servers add column maintenance text;

alter table desktop_sessions add column activity text not null default 'unknown';
alter table desktop_sessions add column open_ms ${wholeNumber} not null default 0;
alter table desktop_sessions add column idle_ms ${wholeNumber} not null default 0;
alter table desktop_sessions add column away_ms ${wholeNumber} not null default 0;
alter table desktop_sessions add column silent_ms ${wholeNumber} not null default 0;

create table desktop_reserves (
  project_id text not null primary key references desktop_projects (project_id) on delete cascade,
  failures ${wholeNumber} not null,
  failed_at_ms ${wholeNumber} not null,
  failed_attempt text not null,
  message text not null,
  degraded ${wholeNumber} not null
) ${tableOptions};

create table desktop_roll_outs (
  id text not null primary key,
  project_id text not null references desktop_projects (project_id) on delete cascade,
  image_id text not null,
  previous_image_id text not null,
  state text not null,
  batch ${wholeNumber} not null,
  force_at_ms ${wholeNumber},
  failures ${wholeNumber} not null,
  message text,
  created_at_ms ${wholeNumber} not null,
  finished_at_ms ${wholeNumber}
) ${tableOptions};
create unique index desktop_roll_outs_one_at_work on desktop_roll_outs (project_id) where state = 'running';
create index desktop_roll_outs_newest on desktop_roll_outs (project_id, created_at_ms, id);
`);
  },
};
