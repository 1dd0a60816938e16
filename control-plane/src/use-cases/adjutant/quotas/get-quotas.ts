import type { ProjectQuota, ProjectUsage, Task } from '../../../domain/adjutant.ts';
import { isUnderWay } from '../../../domain/adjutant.ts';
import { sizeOf } from '../../../domain/quota-sizes.ts';
import type { Context } from '../../context.ts';
import type { Ports, QuotaSize } from '../../ports/index.ts';
import { requireModerator } from '../levels.ts';

export interface DescribedQuota {
  readonly region: string;
  /** Undefined: no limits. */
  readonly quota: ProjectQuota | undefined;
  readonly size: string;
  /** What the project may have at once. */
  readonly options: readonly string[];
  readonly usage: ProjectUsage;
  readonly sizes: readonly QuotaSize[];
  /** Requests for another one that have not ended. */
  readonly tasks: readonly Task[];
}

/** Of the caller's project. @throws DomainError `forbidden`. */
export async function getQuotas(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
): Promise<DescribedQuota> {
  const { projectId } = await requireModerator(ports, ctx);
  const { quotaSizes: sizes, region } = ports.adjutant.settings;
  const { adjutant } = ports.store;
  const quota = await adjutant.getQuota(projectId);
  const size = sizeOf(sizes, quota);
  const names = sizes.map(({ name }) => name);
  const at = names.indexOf(size);
  const tasks = (await adjutant.tasksOfProject('update_quota', projectId, 50)).filter(isUnderWay).slice(0, 5);
  const options = at < 0 ? [] : names.filter((_, index) => index < at || index === at + 1);
  return { region, quota, size, options, usage: await adjutant.usageOf(projectId), sizes, tasks };
}
