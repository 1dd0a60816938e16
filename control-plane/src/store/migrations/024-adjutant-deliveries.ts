import { tableOptions, wholeNumber } from '../db.ts';
import type { Migration } from './migration.ts';

/** Mails and calls that leave until they arrive, stages that go on after a crash, notifications of warnings. */
export const adjutantDeliveries: Migration = {
  number: 24,
  name: 'adjutant-deliveries',
  up(database) {
    database.script(`
create table adjutant_deliveries (
  id text not null primary key,
  kind text not null,
  content text not null,
  task_id text references adjutant_tasks (id) on delete cascade,
  notification_id text references adjutant_notifications (id) on delete cascade,
  failures ${wholeNumber} not null,
  due_at_ms ${wholeNumber} not null,
  created_at_ms ${wholeNumber} not null
) ${tableOptions};
create index adjutant_deliveries_due on adjutant_deliveries (due_at_ms);
create index adjutant_deliveries_of_notification on adjutant_deliveries (notification_id);
create index adjutant_deliveries_of_task on adjutant_deliveries (task_id);
alter table adjutant_tasks add column pending text;
create index adjutant_tasks_pending on adjutant_tasks (pending) where pending is not null;
alter table adjutant_notifications add column warning_id text;
create index adjutant_notifications_of_warning on adjutant_notifications (warning_id) where warning_id is not null;
`);
  },
};
