import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { requireUnderWay } from '../engine/require-state.ts';
import { save, withNote } from '../engine/save.ts';
import { requireModerator, requireOwnTask } from '../levels.ts';

/** Ends a task and its token; what it has done stays. @throws DomainError `forbidden`, `not_found`, `invalid`. */
export async function cancelTask(ports: ActionPorts, ctx: Context, input: { id: string }): Promise<void> {
  const user = await requireModerator(ports, ctx);
  await ports.adjutant.inTurn(input.id, () =>
    ports.store.transaction(async (tx) => {
      const task = requireOwnTask(ctx, user, await tx.adjutant.getTask(input.id));
      requireUnderWay(task);
      await save(tx, { ...withNote(task, 'Task cancelled.', ctx.nowMs), cancelled: true });
      await tx.adjutant.removeTokensOf(task.id);
      const subject = { kind: 'task', id: task.id };
      await tx.audit.append(ctx, { action: 'cancel-task', subject, outcome: 'done' });
    }),
  );
}
