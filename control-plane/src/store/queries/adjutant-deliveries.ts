import type { Delivery } from '../../domain/delivery.ts';
import { fromJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('adjutant_deliveries');
const due = prepared((query, { nowMs, limit }: { nowMs: number; limit: number }) =>
  query
    .selectFrom('adjutant_deliveries')
    .selectAll()
    .where('due_at_ms', '<=', nowMs)
    .orderBy('due_at_ms')
    .limit(limit),
);
type Postponed = { id: string; failures: number; dueAtMs: number };
const postpone = prepared((query, { id, failures, dueAtMs }: Postponed) =>
  query.updateTable('adjutant_deliveries').set({ failures, due_at_ms: dueAtMs }).where('id', '=', id),
);
const remove = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('adjutant_deliveries').where('id', '=', id),
);
const mailsOf = prepared((query, { notificationId }: { notificationId: string }) =>
  query
    .selectFrom('adjutant_deliveries')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('notification_id', '=', notificationId)
    .where('kind', '=', 'mail'),
);

export async function insertDelivery(db: Db, delivery: Delivery): Promise<void> {
  await insertRow(db, {
    id: delivery.id,
    kind: delivery.kind,
    content: toJson(delivery.content),
    task_id: delivery.taskId,
    notification_id: delivery.notificationId,
    failures: delivery.failures,
    due_at_ms: delivery.dueAtMs,
    created_at_ms: delivery.createdAtMs,
  });
}

export async function dueDeliveries(db: Db, nowMs: number, limit: number): Promise<Delivery[]> {
  const rows = await due.all(db, { nowMs, limit });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    content: fromJson(row.content),
    taskId: row.task_id,
    notificationId: row.notification_id,
    failures: row.failures,
    dueAtMs: row.due_at_ms,
    createdAtMs: row.created_at_ms,
  }));
}

export async function postponeDelivery(db: Db, id: string, failures: number, dueAtMs: number): Promise<void> {
  await postpone.run(db, { id, failures, dueAtMs });
}

export async function removeDelivery(db: Db, id: string): Promise<void> {
  await remove.run(db, { id });
}

export async function countMailsOf(db: Db, notificationId: string): Promise<number> {
  return (await mailsOf.first(db, { notificationId }))?.total ?? 0;
}
