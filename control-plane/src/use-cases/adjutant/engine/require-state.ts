import type { Task } from '../../../domain/adjutant.ts';
import { wrongState } from '../errors.ts';

/** @throws DomainError `invalid` if the task has ended. */
export function requireUnderWay(task: Task): void {
  if (task.completed) throw wrongState('This task has already been completed.');
  if (task.cancelled) throw wrongState('This task has been cancelled.');
}

/** @throws DomainError `invalid`. */
export function requireApproved(task: Task): void {
  requireUnderWay(task);
  if (!task.approved) throw wrongState('This task has not been approved.');
}

/** @throws DomainError `invalid`. */
export function requireUnapproved(task: Task): void {
  requireUnderWay(task);
  if (task.approved) throw wrongState('This task has already been approved.');
}
