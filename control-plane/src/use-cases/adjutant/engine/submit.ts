import { isValid, type Task } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts, Submission } from '../actions/action.ts';
import { actionsInvalid } from '../errors.ts';
import { runStage } from './run-stage.ts';
import { save } from './save.ts';
import { sendStageMail } from './send-mails.ts';

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
  if (!isValid(done)) throw actionsInvalid();
  await ports.store.transaction(async (tx) => {
    await save(tx, { ...done, completed: true, completedAtMs: ctx.nowMs });
    await tx.adjutant.removeTokensOf(task.id);
    await tx.audit.append(ctx, {
      action: 'complete-task',
      subject: { kind: 'task', id: task.id },
      outcome: 'done',
      details: { type: task.type },
    });
  });
  await sendStageMail(ports, ctx.nowMs, done, 'completed');
}
