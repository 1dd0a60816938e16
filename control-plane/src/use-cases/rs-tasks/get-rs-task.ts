import { may } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { type RsTask, taskOfBatch, taskOfOperation, taskOfRequest } from './rs-task.ts';

/** The caller's own, or anybody's for an administrator. @throws DomainError `not_found`. */
export async function getRsTask(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<RsTask> {
  const { userId } = ctx.actor;
  const all = may(ctx.actor, 'operations.administer');
  const shown = (task: RsTask): RsTask => (all ? task : { ...task, traceback: null });
  const operation = await store.operations.get(input.id);
  if (operation && (all || operation.actorId === userId)) return shown(taskOfOperation(operation));
  const request = await store.desktopRequests.get(input.id);
  if (request && (all || request.userId === userId)) return shown(taskOfRequest(request));
  const batch = await store.batches.get(input.id);
  if (!batch || !(all || batch.actor.userId === userId)) return missing('task', input.id);
  return shown(taskOfBatch(batch.kind, await store.batches.items(batch.id)));
}
