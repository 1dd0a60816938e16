import { isValid, type Task } from '../../../domain/adjutant.ts';
import type { ActionPorts } from '../actions/action.ts';
import { actionsInvalid } from '../errors.ts';
import { save } from './save.ts';

/** What can not be done waits for somebody to change it. @throws DomainError `invalid`. */
export async function requireValid(ports: ActionPorts, task: Task): Promise<void> {
  if (isValid(task)) return;
  if (task.pending !== null) await ports.store.transaction((tx) => save(tx, { ...task, pending: null }));
  throw actionsInvalid();
}
