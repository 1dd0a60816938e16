import { wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** What the broker keeps of a request, and of a session that it opened. */
export const desktopRequests: Migration = {
  number: 28,
  name: 'desktop-requests',
  up(database) {
    database.script(`
alter table desktop_requests add column domain_name text not null default '';
alter table desktop_requests add column project_name text not null default '';
alter table desktop_requests add column operation_id text;
alter table desktop_requests add column warnings text not null default '[]';
create index desktop_requests_user on desktop_requests (user_id, created_at_ms, id);
create index desktop_requests_project on desktop_requests (project_id, created_at_ms, id);
create index desktop_requests_newest on desktop_requests (created_at_ms, id);
create index desktop_requests_finished on desktop_requests (finished_at_ms) where finished_at_ms is not null;
create index desktop_requests_chosen on desktop_requests (server_id) where finished_at_ms is null;
create index desktop_requests_at_work on desktop_requests (user_id, project_id) where finished_at_ms is null;
create index desktop_requests_unfinished on desktop_requests (created_at_ms, id) where finished_at_ms is null;

alter table desktop_sessions add column origin text not null default 'gateway';
alter table desktop_sessions add column rule_port ${wholeNumber};
create index desktop_sessions_rules on desktop_sessions (server_id, client_ip)
  where rule_port is not null;
`);
  },
};
