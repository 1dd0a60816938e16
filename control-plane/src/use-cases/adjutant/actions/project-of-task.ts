import type { Task } from '../../../domain/adjutant.ts';
import { textOf } from './fields.ts';

/** The project and the user that another action of the task has made; empty before it did. */
export function madeByTask(task: Task): { projectId: string; userId: string } {
  const cache = task.actions.find(({ cache: one }) => typeof one.projectId === 'string')?.cache ?? {};
  return { projectId: textOf(cache, 'projectId'), userId: textOf(cache, 'userId') };
}
