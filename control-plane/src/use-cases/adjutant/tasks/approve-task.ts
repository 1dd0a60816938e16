import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { approve } from '../engine/approve.ts';
import { requireUnderWay } from '../engine/require-state.ts';
import { taskNotFound } from '../errors.ts';
import { requireAdmin } from '../levels.ts';

/** Says yes to a task, again perhaps. @throws DomainError `forbidden`, `not_found`, `invalid`, `internal`. */
export async function approveTask(
  ports: ActionPorts,
  ctx: Context,
  input: { id: string },
): Promise<{ tokenIssued: boolean }> {
  const by = await requireAdmin(ports, ctx);
  return ports.adjutant.inTurn(input.id, async () => {
    const task = await ports.store.adjutant.getTask(input.id);
    if (!task) throw taskNotFound(input.id);
    requireUnderWay(task);
    return { tokenIssued: await approve(ports, ctx, task, by) };
  });
}
