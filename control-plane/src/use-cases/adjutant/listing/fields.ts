/** What filters may name: fields of the lists, and some of what they hang together with. */
import type { Task, TaskNotification, TaskToken, TaskUser } from '../../../domain/adjutant.ts';
import type { FilterField } from '../../../domain/adjutant-filter.ts';
import type { TaskType } from '../../ports/index.ts';
import type { Row } from './match.ts';

const id: FilterField = { kind: 'CharField', isId: true };
const text: FilterField = { kind: 'CharField' };
const flag: FilterField = { kind: 'BooleanField' };
const time: FilterField = { kind: 'DateTimeField' };
const json: FilterField = { kind: 'JSONField' };

type Fields = Readonly<Record<string, FilterField>>;

export const taskFields: Fields = {
  uuid: id,
  task_id: id,
  task_type: text,
  project_id: id,
  cancelled: flag,
  approved: flag,
  completed: flag,
  created_on: time,
  approved_on: time,
  completed_on: time,
  keystone_user: json,
  approved_by: json,
  task_notes: json,
  action_notes: json,
  ip_address: text,
  action__action_name: text,
  action__valid: flag,
  token__token: id,
  token__expires: time,
  notification__error: flag,
  notification__acknowledged: flag,
};

const ofTask = Object.fromEntries(
  Object.entries(taskFields)
    .filter(([name]) => !name.includes('__'))
    .map(([name, field]) => [`task__${name}`, field]),
);

export const tokenFields: Fields = {
  token: id,
  task: id,
  task_id: id,
  created_on: time,
  expires: time,
  ...ofTask,
};

export const notificationFields: Fields = {
  uuid: id,
  task: id,
  task_id: id,
  error: flag,
  acknowledged: flag,
  created_on: time,
  notes: json,
  ...ofTask,
};

/** @param types for the old names of the task's: whichever of them a client knows finds it. */
export function taskRow(task: Task, types: ReadonlyMap<string, TaskType>): Row {
  const bare = task.projectId?.replaceAll('-', '') ?? null;
  return {
    uuid: task.id,
    task_id: task.id,
    task_type: [task.type, task.submittedAs, ...(types.get(task.type)?.oldNames ?? [])],
    project_id: bare,
    cancelled: task.cancelled,
    approved: task.approved,
    completed: task.completed,
    created_on: task.createdAtMs,
    approved_on: task.approvedAtMs,
    completed_on: task.completedAtMs,
    keystone_user: userText(task.requester),
    approved_by: task.approvedBy === 'system' ? task.approvedBy : userText(task.approvedBy),
    task_notes: JSON.stringify(task.taskNotes),
    action_notes: JSON.stringify(task.actionNotes),
    ip_address: task.address,
    action__action_name: task.actions.map(({ name }) => name),
    action__valid: task.actions.map(({ valid }) => valid),
  };
}

export function tokenRow(token: TaskToken): Row {
  const { id: name, taskId, createdAtMs, expiresAtMs } = token;
  return { token: name, task: taskId, task_id: taskId, created_on: createdAtMs, expires: expiresAtMs };
}

export function notificationRow(notification: TaskNotification): Row {
  const { id: uuid, taskId, error, acknowledged, createdAtMs, notes } = notification;
  return {
    uuid,
    task: taskId,
    task_id: taskId,
    error,
    acknowledged,
    created_on: createdAtMs,
    notes: JSON.stringify(notes),
  };
}

/** The fields of the task, as tokens and notifications name them. */
export function rowOfTask(task: Task | undefined, types: ReadonlyMap<string, TaskType>): Row {
  if (!task) return {};
  const row = Object.entries(taskRow(task, types));
  return Object.fromEntries(row.map(([name, value]) => [`task__${name}`, value]));
}

/** JSON fields are compared as text, under the names that lists show. */
function userText(user: TaskUser | null): string {
  if (user === null) return '{}';
  return JSON.stringify({
    project_domain_id: user.projectDomainId,
    project_name: user.projectName,
    project_id: user.projectId,
    roles: user.roles,
    user_domain_id: user.userDomainId,
    username: user.userName,
    user_id: user.userId,
  });
}
