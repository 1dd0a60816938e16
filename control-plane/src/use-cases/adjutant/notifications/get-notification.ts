import type { TaskNotification } from '../../../domain/adjutant.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { noSuchNotification } from '../errors.ts';
import { requireAdmin } from '../levels.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getNotification(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<TaskNotification> {
  await requireAdmin(ports, ctx);
  const found = await ports.store.adjutant.getNotification(input.id);
  if (!found) throw noSuchNotification();
  return found;
}
