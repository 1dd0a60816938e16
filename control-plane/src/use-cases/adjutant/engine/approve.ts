import type { Task, TaskUser } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { issueToken, needsToken } from './issue-token.ts';
import { requireValid } from './require-valid.ts';
import { runStage } from './run-stage.ts';
import { save } from './save.ts';
import { submit } from './submit.ts';

/**
 * Approves a task that is under way, again perhaps, and goes on as far as it can.
 * @returns whether a token is awaited.
 * @throws DomainError `invalid`, `internal`.
 */
export async function approve(
  ports: ActionPorts,
  ctx: Context,
  task: Task,
  by: TaskUser | 'system',
): Promise<boolean> {
  const looked = await runStage(ports, ctx, task, 'approving', async (action, run) => {
    const { valid, notes, tokenFields } = await action.prepare(run);
    return { valid, notes: valid ? [] : notes, ...(tokenFields !== undefined && { tokenFields }) };
  });
  await requireValid(ports, looked);
  const approved = await ports.store.transaction(async (tx) => {
    const details = { type: task.type, by: by === 'system' ? by : by.userName };
    await tx.audit.append(ctx, {
      action: 'approve-task',
      subject: { kind: 'task', id: task.id },
      outcome: 'accepted',
      details,
    });
    const about = { approvedAtMs: ctx.nowMs, approvedBy: by };
    return save(tx, { ...looked, ...about, approved: true, pending: 'approving' });
  });
  const done = await runStage(ports, ctx, approved, 'approving', (action, run) => action.approve(run));
  await requireValid(ports, done);
  if (needsToken(ports, done)) {
    await issueToken(ports, ctx, done);
    return true;
  }
  await submit(ports, ctx, done, { fields: {}, submitter: null });
  return false;
}
