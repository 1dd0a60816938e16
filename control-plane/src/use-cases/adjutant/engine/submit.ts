import type { Task } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts, Submission } from '../actions/action.ts';
import { queueStageMails } from './queue-mails.ts';
import { requireValid } from './require-valid.ts';
import { runStage } from './run-stage.ts';
import { save } from './save.ts';

/** The last stage: with what the token brought, or without. @throws DomainError `invalid`, `internal`. */
export async function submit(
  ports: ActionPorts,
  ctx: Context,
  task: Task,
  submission: Submission,
): Promise<void> {
  const done = await runStage(ports, ctx, task, 'submitting', (action, run) =>
    action.submit(run, submission),
  );
  await requireValid(ports, done);
  await ports.store.transaction(async (tx) => {
    const ended = { ...done, pending: null, completed: true, completedAtMs: ctx.nowMs };
    const saved = await save(tx, ended);
    await queueStageMails(tx, ports, ctx.nowMs, saved, 'completed');
    await tx.adjutant.removeTokensOf(task.id);
    await tx.audit.append(ctx, {
      action: 'complete-task',
      subject: { kind: 'task', id: task.id },
      outcome: 'done',
      details: { type: task.type },
    });
  });
  await ports.adjutant.wake();
}
