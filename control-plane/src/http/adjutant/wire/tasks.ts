import type { Task, TaskNotification, TaskToken, TaskUser } from '../../../domain/adjutant.ts';

/** As Adjutant writes times: microseconds and a Z. */
export function timeToWire(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '000Z');
}

export function userToWire(user: TaskUser | null) {
  if (user === null) return {};
  return {
    project_domain_id: user.projectDomainId,
    project_name: user.projectName,
    project_id: user.projectId,
    roles: user.roles,
    user_domain_id: user.userDomainId,
    username: user.userName,
    user_id: user.userId,
    authenticated: true,
  };
}

export function taskToWire(task: Task) {
  const { approvedBy, approvedAtMs, completedAtMs } = task;
  return {
    uuid: task.id,
    keystone_user: userToWire(task.requester),
    approved_by: approvedBy === 'system' ? approvedBy : userToWire(approvedBy),
    project_id: task.projectId,
    actions: task.actions.map(({ name, data, valid }) => ({ action_name: name, data, valid })),
    task_type: task.submittedAs,
    task_notes: task.taskNotes,
    action_notes: task.actionNotes,
    cancelled: task.cancelled,
    approved: task.approved,
    completed: task.completed,
    created_on: timeToWire(task.createdAtMs),
    approved_on: approvedAtMs === null ? null : timeToWire(approvedAtMs),
    completed_on: completedAtMs === null ? null : timeToWire(completedAtMs),
    ip_address: task.address,
  };
}

export function tokenToWire(token: TaskToken, task: Task) {
  return {
    task: token.taskId,
    task_type: task.submittedAs,
    token: token.id,
    created_on: timeToWire(token.createdAtMs),
    expires: timeToWire(token.expiresAtMs),
  };
}

export function notificationToWire(notification: TaskNotification) {
  const { id, notes, taskId, error, acknowledged, createdAtMs } = notification;
  return { uuid: id, notes, task: taskId, error, acknowledged, created_on: timeToWire(createdAtMs) };
}
