import { growingKey, tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

export const adjutant: Migration = {
  number: 22,
  name: 'adjutant',
  up(database) {
    database.script(`
create table adjutant_tasks (
  sequence ${growingKey},
  id text not null unique,
  type text not null,
  submitted_as text not null,
  project_id text,
  duplicate_key text not null,
  revision ${wholeNumber} not null,
  cancelled ${wholeNumber} not null,
  approved ${wholeNumber} not null,
  completed ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null,
  approved_at_ms ${wholeNumber},
  completed_at_ms ${wholeNumber},
  address text not null,
  requester text not null,
  approved_by text not null,
  actions text not null,
  task_notes text not null,
  action_notes text not null
) ${tableOptions};
create index adjutant_tasks_open on adjutant_tasks (duplicate_key) where completed = 0 and cancelled = 0;
create index adjutant_tasks_of_project on adjutant_tasks (project_id, type, sequence desc);
create index adjutant_tasks_completed on adjutant_tasks (completed_at_ms desc) where completed = 1;
create table adjutant_tokens (
  id text not null primary key,
  secret_hash text not null unique,
  task_id text not null references adjutant_tasks (id) on delete cascade,
  created_at_ms ${wholeNumber} not null,
  expires_at_ms ${wholeNumber} not null
) ${tableOptions};
create index adjutant_tokens_of_task on adjutant_tokens (task_id);
create table adjutant_notifications (
  sequence ${growingKey},
  id text not null unique,
  task_id text references adjutant_tasks (id) on delete cascade,
  notes text not null,
  error ${wholeNumber} not null,
  acknowledged ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};
create index adjutant_notifications_open on adjutant_notifications (acknowledged, sequence desc);
create index adjutant_notifications_of_task on adjutant_notifications (task_id);
create table project_quotas (
  project_id text not null primary key references projects (id) on delete cascade,
  instances ${wholeNumber},
  cores ${wholeNumber},
  memory_bytes ${wholeNumber},
  disk_bytes ${wholeNumber},
  snapshots ${wholeNumber},
  addresses ${wholeNumber}
) ${tableOptions};
`);
  },
};
