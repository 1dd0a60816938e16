import type { Task, TaskNotification } from '../../domain/adjutant.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireAdmin } from './levels.ts';

/** More of them help nobody. */
const errorsShown = 1_000;

/** What went wrong and nobody has acknowledged, and the newest tasks. @throws DomainError `forbidden`. */
export async function getTaskStatus(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
): Promise<{ errors: TaskNotification[]; created: Task | null; completed: Task | null }> {
  await requireAdmin(ports, ctx);
  const { adjutant } = ports.store;
  const [created = null] = await adjutant.listTasks({ limit: 1, offset: 0 });
  const completed = (await adjutant.lastCompletedTask()) ?? null;
  return { errors: await adjutant.openErrors(errorsShown), created, completed };
}
