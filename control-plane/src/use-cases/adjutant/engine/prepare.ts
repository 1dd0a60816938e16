import type { Task } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { notify } from '../notifications/notify.ts';
import { approve } from './approve.ts';
import { taskTypeNamed } from './known.ts';
import { runStage } from './run-stage.ts';
import { sendStageMail } from './send-mails.ts';

/** The first stage, and approval if the actions agree to it by themselves. @throws DomainError `invalid`, `internal`. */
export async function prepare(ports: ActionPorts, ctx: Context, task: Task): Promise<void> {
  const prepared = await runStage(ports, ctx, task, 'setting up', (action, run) => action.prepare(run));
  await sendStageMail(ports, ctx.nowMs, prepared, 'initial');
  const votes = prepared.actions.map(({ autoApprove }) => autoApprove);
  const agreed = votes.includes(true) && !votes.includes(false);
  if (agreed && taskTypeNamed(ports, task.type).allowsAutoApproval) {
    await approve(ports, ctx, prepared, 'system');
    return;
  }
  const notes = [`'${task.submittedAs}' task needs approval.`];
  await notify(ports, ctx.nowMs, { task: prepared, notes, error: false });
}
