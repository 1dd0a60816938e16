import type { Task } from '../../../domain/adjutant.ts';
import { parseFilter } from '../../../domain/adjutant-filter.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { requireAdmin } from '../levels.ts';
import { taskFields, taskRow } from '../listing/fields.ts';
import { compileLinearPattern } from '../listing/linear-pattern.ts';
import { type Listed, matches, type PageWish, search } from '../listing/match.ts';

/** The newest first. @throws DomainError `forbidden`, `invalid` for the filter. */
export async function listTasks(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
  input: { filters: string } & PageWish,
): Promise<Listed<Task>> {
  await requireAdmin(ports, ctx);
  const conditions = parseFilter(input.filters, taskFields, compileLinearPattern);
  const { adjutant } = ports.store;
  const { taskTypes } = ports.adjutant.settings;
  if (conditions.length === 0 && input.limit !== null) {
    const { limit, offset } = input;
    return { rows: await adjutant.listTasks({ limit, offset }), total: await adjutant.countTasks() };
  }
  const asksFor = (kind: string) => conditions.some(({ field }) => field.startsWith(kind));
  const tokens = asksFor('token__') ? await adjutant.listTokens() : [];
  const withNotifications = asksFor('notification__');
  return search(
    (page) => adjutant.listTasks(page),
    async (task) => {
      const own = tokens.filter(({ taskId }) => taskId === task.id);
      const told = withNotifications ? await adjutant.notificationsOf(task.id) : [];
      return matches(conditions, {
        ...taskRow(task, taskTypes),
        token__token: own.map(({ id }) => id),
        token__expires: own.map(({ expiresAtMs }) => expiresAtMs),
        notification__error: told.map(({ error }) => error),
        notification__acknowledged: told.map(({ acknowledged }) => acknowledged),
      });
    },
    input,
  );
}
