import type { Task, TaskToken } from '../../../domain/adjutant.ts';
import { parseFilter } from '../../../domain/adjutant-filter.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports/index.ts';
import { requireAdmin } from '../levels.ts';
import { rowOfTask, tokenFields, tokenRow } from '../listing/fields.ts';
import { compileLinearPattern } from '../listing/linear-pattern.ts';
import { matches } from '../listing/match.ts';

/** With their tasks, the newest first; what people hold of them is not known. @throws DomainError `forbidden`, `invalid`. */
export async function listTaskTokens(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
  input: { filters: string; withExpired: boolean },
): Promise<{ token: TaskToken; task: Task }[]> {
  await requireAdmin(ports, ctx);
  const conditions = parseFilter(input.filters, tokenFields, compileLinearPattern);
  const { adjutant } = ports.store;
  const { taskTypes } = ports.adjutant.settings;
  const found: { token: TaskToken; task: Task }[] = [];
  for (const token of await adjutant.listTokens()) {
    if (!input.withExpired && token.expiresAtMs <= ctx.nowMs) continue;
    const task = await adjutant.getTask(token.taskId);
    if (task && matches(conditions, { ...tokenRow(token), ...rowOfTask(task, taskTypes) }))
      found.push({ token, task });
  }
  return found;
}
