import { DomainError } from '../../../../../proto/src/errors.ts';
import type { Plain, TaskUser } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { ActionPorts } from '../actions/action.ts';
import { fieldsOf } from '../engine/issue-token.ts';
import { taskTypeNamed } from '../engine/known.ts';
import { requireApproved } from '../engine/require-state.ts';
import { submit } from '../engine/submit.ts';
import { fieldErrors } from '../errors.ts';
import { findLivingToken } from './find-living-token.ts';

/**
 * Ends a task with what its token asks for. Of several at once one does it; for the others the token is gone.
 * @throws DomainError `not_found`, `unauthenticated`, `invalid`, `internal`.
 */
export async function submitTaskToken(
  ports: ActionPorts,
  ctx: Context,
  input: { secret: string; fields: Plain; submitter: TaskUser | null },
): Promise<void> {
  const { id } = await findLivingToken(ports, ctx.nowMs, input.secret);
  await ports.adjutant.inTurn(id, async () => {
    const task = await findLivingToken(ports, ctx.nowMs, input.secret);
    requireApproved(task);
    if (taskTypeNamed(ports, task.type).submitterLogsIn && input.submitter === null) {
      throw new DomainError('unauthenticated', 'This token requires authentication to submit.', {
        reason: 'token_needs_login',
      });
    }
    const wanted = fieldsOf(ports, task);
    const missing = wanted.filter((field) => !Object.hasOwn(input.fields, field));
    if (missing.length > 0)
      throw fieldErrors(Object.fromEntries(missing.map((field) => [field, ['This field is required.']])));
    const fields = Object.fromEntries(wanted.map((field) => [field, input.fields[field]]));
    await submit(ports, ctx, task, { fields, submitter: input.submitter });
  });
}
