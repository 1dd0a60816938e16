import type { ProjectQuota, ProjectUsage } from '../../../domain/adjutant.ts';
import { sizeOf } from '../../../domain/quota-sizes.ts';
import { requireRight } from '../../../domain/rights.ts';
import type { Context } from '../../context.ts';
import { projectOf } from '../../identity/find.ts';
import type { Ports } from '../../ports/index.ts';

export interface ProjectQuotaView {
  readonly projectId: string;
  /** Null: no limits. */
  readonly quota: ProjectQuota | null;
  readonly usage: ProjectUsage;
  /** `custom` for one that is like none. */
  readonly size: string;
}

/** Of any project. @throws DomainError `forbidden`, `not_found`. */
export async function getProjectQuota(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
  input: { projectId: string },
): Promise<ProjectQuotaView> {
  requireRight(ctx.actor, 'identity.administer');
  const { id } = await projectOf(ports.store, input.projectId);
  const { adjutant } = ports.store;
  const quota = await adjutant.getQuota(id);
  const size = sizeOf(ports.adjutant.settings.quotaSizes, quota);
  return { projectId: id, quota: quota ?? null, usage: await adjutant.usageOf(id), size };
}
