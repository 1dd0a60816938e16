import type { Plain } from '../../../domain/adjutant.ts';
import { isAdministrator } from '../../../domain/rights.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { taskTypeNamed } from '../engine/known.ts';
import { prepare } from '../engine/prepare.ts';
import { refuseDuplicate } from '../engine/refuse-duplicate.ts';
import { requireUnapproved } from '../engine/require-state.ts';
import { save } from '../engine/save.ts';
import { duplicateKeyOf, validateInput } from '../engine/validate-input.ts';
import { taskNotFound } from '../errors.ts';
import { requireModerator } from '../levels.ts';

/** Fields that say for whom a task is: who does not administer everything leaves them as they are. */
const bound = ['project_id', 'domain_id', 'user_id', 'parent_id'];

/**
 * Replaces the data of a task that nobody has approved, and begins with it again.
 * @throws DomainError `forbidden`, `not_found`, `invalid`, `already_exists`, `internal`.
 */
export async function updateTask(
  ports: ActionPorts,
  ctx: Context,
  input: { id: string; data: Plain },
): Promise<void> {
  const user = await requireModerator(ports, ctx);
  await ports.adjutant.inTurn(input.id, async () => {
    const task = await ports.store.adjutant.getTask(input.id);
    const all = isAdministrator(ctx.actor);
    if (!task || !(all || task.projectId === user.projectId)) throw taskNotFound(input.id);
    requireUnapproved(task);
    const type = taskTypeNamed(ports, task.type);
    const before: Plain = Object.assign({}, ...task.actions.map((action) => action.data));
    const kept = bound.filter((key) => key in before && (!all || !(key in input.data)));
    const given = { ...input.data, ...Object.fromEntries(kept.map((key) => [key, before[key]])) };
    const data = validateInput(type, given);
    const duplicateKey = duplicateKeyOf(type, data);
    const actions = task.actions.map((action, index) => ({ ...action, data: data[index] ?? {} }));
    const saved = await ports.store.transaction(async (tx) => {
      await refuseDuplicate(tx, ctx, type, duplicateKey, task.id);
      const subject = { kind: 'task', id: task.id };
      await tx.audit.append(ctx, { action: 'update-task', subject, outcome: 'done' });
      return save(tx, { ...task, actions, duplicateKey, pending: 'preparing' });
    });
    await prepare(ports, ctx, saved);
  });
}
