import { toDomainError } from '../../../../../proto/src/errors.ts';
import { isUnderWay, type Task } from '../../../domain/adjutant.ts';
import type { Ports } from '../../ports/index.ts';
import { systemContext } from '../../system-context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { approve } from '../engine/approve.ts';
import { prepare } from '../engine/prepare.ts';
import { notify } from '../notifications/notify.ts';

/** Goes on with the tasks that something was being done with when the control plane ended. Call once, at the start. */
export async function recoverTasks(ports: ActionPorts & Pick<Ports, 'clock'>): Promise<void> {
  for (const { id } of await ports.store.adjutant.pendingTasks())
    await ports.adjutant.inTurn(id, async () => {
      const task = await ports.store.adjutant.getTask(id);
      if (task && task.pending !== null && isUnderWay(task)) await goOn(ports, task);
    });
}

/** Who asked is no longer there: what he would have been told becomes a notification. */
async function goOn(ports: ActionPorts & Pick<Ports, 'clock'>, task: Task): Promise<void> {
  const ctx = { ...systemContext(ports), address: task.address };
  try {
    if (task.pending === 'preparing') await prepare(ports, ctx, task);
    else await approve(ports, ctx, task, task.approvedBy ?? 'system');
  } catch (thrown) {
    const error = toDomainError(thrown);
    // That one has its notification.
    if (error.reason === 'action_failed') return;
    const notes = [`Error: ${error.message} while going on after a restart. See task itself for details.`];
    await notify(ports, ctx.nowMs, { task, notes, error: true });
  }
}
