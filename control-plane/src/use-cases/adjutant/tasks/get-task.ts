import type { Task } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { noSuchTask } from '../errors.ts';
import { requireAdmin } from '../levels.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getTask(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Task> {
  await requireAdmin(ports, ctx);
  const task = await ports.store.adjutant.getTask(input.id);
  if (!task) throw noSuchTask();
  return task;
}
