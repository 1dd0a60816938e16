import type { Selectable } from 'kysely';
import type { TaskNotification } from '../../domain/adjutant.ts';
import type { Page } from '../../use-cases/ports/store.ts';
import { fromFlag, fromJson, toFlag, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { AdjutantNotificationsTable } from '../tables/adjutant-notifications.ts';

const insertRow = preparedInsert('adjutant_notifications');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('adjutant_notifications').selectAll().where('id', '=', id),
);
const ofTask = prepared((query, { taskId }: { taskId: string }) =>
  query.selectFrom('adjutant_notifications').selectAll().where('task_id', '=', taskId),
);
const openOnes = prepared((query, { limit }: { limit: number }) =>
  query
    .selectFrom('adjutant_notifications')
    .selectAll()
    .where('acknowledged', '=', 0)
    .where('error', '=', 1)
    .orderBy('sequence', 'desc')
    .limit(limit),
);
const acknowledgeRow = prepared((query, { id }: { id: string }) =>
  query
    .updateTable('adjutant_notifications')
    .set({ acknowledged: 1 })
    .where('id', '=', id)
    .where('acknowledged', '=', 0),
);

const openOfWarning = prepared((query, { warningId }: { warningId: string }) =>
  query
    .selectFrom('adjutant_notifications')
    .select('id')
    .where('warning_id', '=', warningId)
    .where('acknowledged', '=', 0),
);
const afterSequence = prepared((query, { sequence, limit }: { sequence: number; limit: number }) =>
  query
    .selectFrom('adjutant_notifications')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit),
);
const lastOne = prepared((query) =>
  query.selectFrom('adjutant_notifications').select('sequence').orderBy('sequence', 'desc').limit(1),
);

export async function openNotificationsOfWarning(db: Db, warningId: string): Promise<string[]> {
  return (await openOfWarning.all(db, { warningId })).map(({ id }) => id);
}

export async function notificationsAfter(
  db: Db,
  sequence: number,
  limit: number,
): Promise<{ sequence: number; notification: TaskNotification }[]> {
  const rows = await afterSequence.all(db, { sequence, limit });
  return rows.map((row) => ({ sequence: row.sequence, notification: toNotification(row) }));
}

export async function lastNotificationSequence(db: Db): Promise<number> {
  return (await lastOne.first(db, {}))?.sequence ?? 0;
}

export async function insertNotification(db: Db, notification: TaskNotification): Promise<void> {
  await insertRow(db, {
    id: notification.id,
    task_id: notification.taskId,
    notes: toJson(notification.notes),
    error: toFlag(notification.error),
    acknowledged: toFlag(notification.acknowledged),
    created_at_ms: notification.createdAtMs,
    warning_id: notification.warningId,
  });
}

export async function getNotification(db: Db, id: string): Promise<TaskNotification | undefined> {
  const row = await byId.first(db, { id });
  return row && toNotification(row);
}

export async function listNotifications(
  db: Db,
  acknowledged: boolean | undefined,
  { limit, offset }: Page,
): Promise<TaskNotification[]> {
  let query = queryBuilder.selectFrom('adjutant_notifications').selectAll();
  if (acknowledged !== undefined) query = query.where('acknowledged', '=', toFlag(acknowledged));
  const page = query.orderBy('sequence', 'desc').limit(limit).offset(offset);
  return (await db.all(compiled(page))).map(toNotification);
}

export async function countNotifications(db: Db, acknowledged: boolean | undefined): Promise<number> {
  let query = queryBuilder
    .selectFrom('adjutant_notifications')
    .select((row) => row.fn.countAll<number>().as('total'));
  if (acknowledged !== undefined) query = query.where('acknowledged', '=', toFlag(acknowledged));
  return (await db.first(compiled(query)))?.total ?? 0;
}

export async function openErrors(db: Db, limit: number): Promise<TaskNotification[]> {
  return (await openOnes.all(db, { limit })).map(toNotification);
}

export async function notificationsOf(db: Db, taskId: string): Promise<TaskNotification[]> {
  return (await ofTask.all(db, { taskId })).map(toNotification);
}

export async function acknowledgeNotifications(db: Db, ids: readonly string[]): Promise<string[]> {
  const changed: string[] = [];
  for (const id of ids) if ((await acknowledgeRow.run(db, { id })) === 1) changed.push(id);
  return changed;
}

function toNotification(row: Selectable<AdjutantNotificationsTable>): TaskNotification {
  return {
    id: row.id,
    taskId: row.task_id,
    notes: fromJson(row.notes),
    error: fromFlag(row.error),
    acknowledged: fromFlag(row.acknowledged),
    createdAtMs: row.created_at_ms,
    warningId: row.warning_id,
  };
}
