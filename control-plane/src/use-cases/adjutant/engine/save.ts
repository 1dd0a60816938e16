import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Task } from '../../../domain/adjutant.ts';
import type { Store } from '../../ports/index.ts';

/** Writes the change to the revision that was read. @throws DomainError `conflict` if somebody was faster. */
export async function save(tx: Store, task: Task): Promise<Task> {
  if (await tx.adjutant.saveTask(task)) return { ...task, revision: task.revision + 1 };
  throw new DomainError('conflict', 'This task is being changed at this moment, try again.', {
    reason: 'task_changed',
  });
}

/** As notes end: with their time. */
export function stamped(note: string, nowMs: number): string {
  return `${note} - (${new Date(nowMs).toISOString()})`;
}

export function withNote(task: Task, note: string, nowMs: number): Task {
  return { ...task, taskNotes: [...task.taskNotes, stamped(note, nowMs)] };
}
