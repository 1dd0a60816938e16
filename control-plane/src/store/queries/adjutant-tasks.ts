import type { Insertable, Selectable } from 'kysely';
import type { Task } from '../../domain/adjutant.ts';
import type { Page } from '../../use-cases/ports/store.ts';
import { fromFlag, fromJson, toFlag, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { AdjutantTasksTable } from '../tables/adjutant-tasks.ts';

const insertRow = preparedInsert('adjutant_tasks');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('adjutant_tasks').selectAll().where('id', '=', id),
);
const inOrder = prepared((query, { limit, offset }: Page) =>
  query.selectFrom('adjutant_tasks').selectAll().orderBy('sequence', 'desc').limit(limit).offset(offset),
);
const countAll = prepared((query) =>
  query.selectFrom('adjutant_tasks').select((row) => row.fn.countAll<number>().as('total')),
);
const lastCompleted = prepared((query) =>
  query
    .selectFrom('adjutant_tasks')
    .selectAll()
    .where('completed', '=', 1)
    .orderBy('completed_at_ms', 'desc')
    .limit(1),
);
const duplicates = prepared((query, { key }: { key: string }) =>
  query
    .selectFrom('adjutant_tasks')
    .selectAll()
    .where('duplicate_key', '=', key)
    .where('completed', '=', 0)
    .where('cancelled', '=', 0),
);
type OfProject = { type: string; projectId: string; limit: number };
const ofProject = prepared((query, { type, projectId, limit }: OfProject) =>
  query
    .selectFrom('adjutant_tasks')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('type', '=', type)
    .orderBy('sequence', 'desc')
    .limit(limit),
);

const pendingOnes = prepared((query) =>
  query.selectFrom('adjutant_tasks').selectAll().where('pending', 'is not', null).orderBy('sequence'),
);

export async function pendingTasks(db: Db): Promise<Task[]> {
  return (await pendingOnes.all(db, {})).map(toTask);
}

export async function insertTask(db: Db, task: Task): Promise<void> {
  await insertRow(db, toRow(task));
}

export async function getTask(db: Db, id: string): Promise<Task | undefined> {
  const row = await byId.first(db, { id });
  return row && toTask(row);
}

export async function saveTask(db: Db, task: Task): Promise<boolean> {
  const change = queryBuilder
    .updateTable('adjutant_tasks')
    .set({ ...toRow(task), revision: task.revision + 1 })
    .where('id', '=', task.id)
    .where('revision', '=', task.revision);
  return (await db.run(compiled(change))) === 1;
}

export async function listTasks(db: Db, page: Page): Promise<Task[]> {
  return (await inOrder.all(db, page)).map(toTask);
}

export async function countTasks(db: Db): Promise<number> {
  return (await countAll.first(db, {}))?.total ?? 0;
}

export async function lastCompletedTask(db: Db): Promise<Task | undefined> {
  const row = await lastCompleted.first(db, {});
  return row && toTask(row);
}

export async function duplicatesOf(db: Db, duplicateKey: string): Promise<Task[]> {
  return (await duplicates.all(db, { key: duplicateKey })).map(toTask);
}

export async function tasksOfProject(
  db: Db,
  type: string,
  projectId: string,
  limit: number,
): Promise<Task[]> {
  return (await ofProject.all(db, { type, projectId, limit })).map(toTask);
}

function toRow(task: Task): Insertable<AdjutantTasksTable> {
  return {
    id: task.id,
    type: task.type,
    submitted_as: task.submittedAs,
    project_id: task.projectId,
    duplicate_key: task.duplicateKey,
    revision: task.revision,
    cancelled: toFlag(task.cancelled),
    approved: toFlag(task.approved),
    completed: toFlag(task.completed),
    created_at_ms: task.createdAtMs,
    approved_at_ms: task.approvedAtMs,
    completed_at_ms: task.completedAtMs,
    address: task.address,
    pending: task.pending,
    requester: toJson(task.requester),
    approved_by: toJson(task.approvedBy),
    actions: toJson(task.actions),
    task_notes: toJson(task.taskNotes),
    action_notes: toJson(task.actionNotes),
  };
}

function toTask(row: Selectable<AdjutantTasksTable>): Task {
  return {
    id: row.id,
    type: row.type,
    submittedAs: row.submitted_as,
    requester: fromJson(row.requester),
    projectId: row.project_id,
    approvedBy: fromJson(row.approved_by),
    actions: fromJson(row.actions),
    taskNotes: fromJson(row.task_notes),
    actionNotes: fromJson(row.action_notes),
    cancelled: fromFlag(row.cancelled),
    approved: fromFlag(row.approved),
    completed: fromFlag(row.completed),
    createdAtMs: row.created_at_ms,
    approvedAtMs: row.approved_at_ms,
    completedAtMs: row.completed_at_ms,
    address: row.address,
    pending: row.pending === 'preparing' || row.pending === 'approving' ? row.pending : null,
    duplicateKey: row.duplicate_key,
    revision: row.revision,
  };
}
