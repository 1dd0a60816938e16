import type { TaskNotification } from '../../../domain/adjutant.ts';
import { parseFilter } from '../../../domain/adjutant-filter.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { requireAdmin } from '../levels.ts';
import { notificationFields, notificationRow, rowOfTask } from '../listing/fields.ts';
import { compileLinearPattern } from '../listing/linear-pattern.ts';
import { type Listed, matches, type PageWish, search } from '../listing/match.ts';

/** The newest first; acknowledged ones only if a filter names that. @throws DomainError `forbidden`, `invalid`. */
export async function listNotifications(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
  input: { filters: string } & PageWish,
): Promise<Listed<TaskNotification>> {
  await requireAdmin(ports, ctx);
  const conditions = parseFilter(input.filters, notificationFields, compileLinearPattern);
  const { adjutant } = ports.store;
  const { taskTypes } = ports.adjutant.settings;
  if (conditions.length === 0 && input.limit !== null) {
    const { limit, offset } = input;
    const rows = await adjutant.listNotifications(false, { limit, offset });
    return { rows, total: await adjutant.countNotifications(false) };
  }
  const acknowledged = conditions.some(({ field }) => field === 'acknowledged') ? undefined : false;
  const withTask = conditions.some(({ field }) => field.startsWith('task__'));
  return search(
    (page) => adjutant.listNotifications(acknowledged, page),
    async (one) => {
      const task = withTask && one.taskId !== null ? await adjutant.getTask(one.taskId) : undefined;
      return matches(conditions, { ...notificationRow(one), ...rowOfTask(task, taskTypes) });
    },
    input,
  );
}
