import { isValid, type Task } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { keepNotification } from '../notifications/keep-notification.ts';
import { approve } from './approve.ts';
import { taskTypeNamed } from './known.ts';
import { queueStageMails } from './queue-mails.ts';
import { runStage } from './run-stage.ts';
import { save, withNote } from './save.ts';

/** The first stage, and approval if the actions agree to it by themselves. @throws DomainError `invalid`, `internal`. */
export async function prepare(ports: ActionPorts, ctx: Context, task: Task): Promise<void> {
  const prepared = await runStage(ports, ctx, task, 'setting up', (action, run) => action.prepare(run));
  const type = taskTypeNamed(ports, task.type);
  if (type.endsInvalid && !isValid(prepared)) {
    const noted = withNote(prepared, 'Task cancelled because it can not be done.', ctx.nowMs);
    await ports.store.transaction((tx) => save(tx, { ...noted, pending: null, cancelled: true }));
    return;
  }
  const votes = prepared.actions.map(({ autoApprove }) => autoApprove);
  const agreed = votes.includes(true) && !votes.includes(false) && type.allowsAutoApproval;
  const told = await ports.store.transaction(async (tx) => {
    const saved = await save(tx, { ...prepared, pending: agreed ? 'approving' : null });
    await queueStageMails(tx, ports, ctx.nowMs, saved, 'initial');
    const notes = [`'${task.submittedAs}' task needs approval.`];
    if (!agreed) await keepNotification(tx, ports, ctx.nowMs, { task: saved, notes, error: false });
    return saved;
  });
  await ports.adjutant.wake();
  if (agreed) await approve(ports, ctx, told, 'system');
}
