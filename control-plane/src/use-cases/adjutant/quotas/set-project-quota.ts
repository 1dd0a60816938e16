import { DomainError } from '../../../../../proto/src/errors.ts';
import type { ProjectQuota } from '../../../domain/adjutant.ts';
import { requireRight } from '../../../domain/rights.ts';
import type { Context } from '../../context.ts';
import { projectOf } from '../../identity/find.ts';
import type { Ports } from '../../ports/index.ts';
import { getProjectQuota, type ProjectQuotaView } from './get-project-quota.ts';

/**
 * Gives a project a quota; what it uses beyond it stays, and nothing more is made.
 * @param input.quota a name of a size, the parts, or null for no limits.
 * @throws DomainError `forbidden`, `not_found`, `invalid` for a size that is not there.
 */
export async function setProjectQuota(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  ctx: Context,
  input: { projectId: string; quota: string | ProjectQuota | null },
): Promise<ProjectQuotaView> {
  requireRight(ctx.actor, 'identity.administer');
  const quota = typeof input.quota === 'string' ? sizeNamed(ports, input.quota) : input.quota;
  await ports.store.transaction(async (tx) => {
    const { id } = await projectOf(tx, input.projectId);
    const before = (await tx.adjutant.getQuota(id)) ?? null;
    if (quota === null) await tx.adjutant.removeQuota(id);
    else await tx.adjutant.setQuota(id, quota);
    const subject = { kind: 'project', id };
    const details = { before, after: quota };
    await tx.audit.append(ctx, { action: 'set-quota', subject, outcome: 'done', details });
  });
  return getProjectQuota(ports, ctx, input);
}

function sizeNamed({ adjutant }: Pick<Ports, 'adjutant'>, name: string): ProjectQuota {
  const { quotaSizes } = adjutant.settings;
  const found = quotaSizes.find((size) => size.name === name);
  if (found) return found.quota;
  const names = quotaSizes.map((size) => size.name).join(', ');
  throw new DomainError('invalid', `size '${name.slice(0, 80)}' must be one of ${names}`, {
    reason: 'quota_size_not_found',
    details: { field: 'size' },
  });
}
