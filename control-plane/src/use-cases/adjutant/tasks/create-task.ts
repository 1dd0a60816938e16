import type { Plain, Task, TaskUser } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { taskTypeNamed } from '../engine/known.ts';
import { prepare } from '../engine/prepare.ts';
import { refuseDuplicate } from '../engine/refuse-duplicate.ts';
import { duplicateKeyOf, validateInput } from '../engine/validate-input.ts';

export interface NewTask {
  readonly type: string;
  /** The name that the caller used for it. */
  readonly submittedAs: string;
  readonly requester: TaskUser | null;
  readonly input: Plain;
}

/**
 * Keeps the request and begins with it; whatever fails then, the task stays.
 * @throws DomainError `invalid`, `already_exists`, `internal` (`action_failed`).
 */
export async function createTask(ports: ActionPorts, ctx: Context, input: NewTask): Promise<{ id: string }> {
  const type = taskTypeNamed(ports, input.type);
  const data = validateInput(type, input.input);
  const task: Task = {
    id: ports.ids.uuid().replaceAll('-', ''),
    type: type.name,
    submittedAs: input.submittedAs,
    requester: input.requester,
    projectId: input.requester?.projectId ?? null,
    approvedBy: null,
    actions: type.actions.map((name, index) => ({
      name,
      data: data[index] ?? {},
      valid: false,
      autoApprove: null,
      tokenFields: null,
      cache: {},
    })),
    taskNotes: [],
    actionNotes: Object.fromEntries(type.actions.map((name) => [name, []])),
    cancelled: false,
    approved: false,
    completed: false,
    createdAtMs: ctx.nowMs,
    approvedAtMs: null,
    completedAtMs: null,
    address: ctx.address,
    pending: 'preparing',
    duplicateKey: duplicateKeyOf(type, data),
    revision: 1,
  };
  return ports.adjutant.inTurn(task.id, async () => {
    await ports.store.transaction(async (tx) => {
      await refuseDuplicate(tx, ctx, type, task.duplicateKey, null);
      await tx.adjutant.insertTask(task);
      await tx.audit.append(ctx, {
        action: 'create-task',
        subject: { kind: 'task', id: task.id },
        outcome: 'accepted',
        details: { type: type.name },
      });
    });
    await prepare(ports, ctx, task);
    return { id: task.id };
  });
}
