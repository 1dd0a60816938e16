import { DomainError } from '../../../../../proto/src/errors.ts';
import { type ProjectQuota, quotaKinds } from '../../../domain/adjutant.ts';
import type { Ports } from '../../ports/index.ts';
import { fieldErrors } from '../errors.ts';

/** Parts of the quota that the project uses more of already. */
export async function partsBeyond(
  { store }: Pick<Ports, 'store'>,
  projectId: string,
  quota: ProjectQuota,
): Promise<string[]> {
  const usage = await store.adjutant.usageOf(projectId);
  return quotaKinds.filter((kind) => {
    const limit = quota[kind];
    return limit !== null && usage[kind] > limit;
  });
}

/** @throws DomainError `invalid` for a size that is not there, or that what is used does not fit into. */
export async function requireFittingSize(
  ports: Pick<Ports, 'store' | 'adjutant'>,
  { projectId, size }: { readonly projectId: string; readonly size: unknown },
): Promise<void> {
  // What is no text is refused with all other fields.
  if (typeof size !== 'string') return;
  const found = ports.adjutant.settings.quotaSizes.find(({ name }) => name === size);
  if (found === undefined) throw fieldErrors({ size: [`Quota size: ${size.slice(0, 80)} is not valid`] });
  const beyond = await partsBeyond(ports, projectId, found.quota);
  if (beyond.length === 0) return;
  throw new DomainError('invalid', 'Unable to update the quotas for the given regions', {
    reason: 'quota_in_use',
    details: { beyond },
  });
}
