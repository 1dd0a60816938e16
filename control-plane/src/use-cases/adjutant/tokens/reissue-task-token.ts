import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { issueToken, needsToken } from '../engine/issue-token.ts';
import { requireApproved } from '../engine/require-state.ts';
import { requireModerator, requireOwnTask } from '../levels.ts';

/** A new token instead of the one before, if the task needs any. @throws DomainError `forbidden`, `not_found`, `invalid`. */
export async function reissueTaskToken(
  ports: ActionPorts,
  ctx: Context,
  input: { taskId: string },
): Promise<void> {
  const user = await requireModerator(ports, ctx);
  await ports.adjutant.inTurn(input.taskId, async () => {
    const task = requireOwnTask(ctx, user, await ports.store.adjutant.getTask(input.taskId));
    requireApproved(task);
    await ports.store.transaction((tx) =>
      tx.audit.append(ctx, {
        action: 'reissue-task-token',
        subject: { kind: 'task', id: task.id },
        outcome: 'done',
      }),
    );
    if (needsToken(ports, task)) await issueToken(ports, ctx, task);
  });
}
