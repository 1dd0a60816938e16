import { DomainError } from '../../../../../proto/src/errors.ts';
import { type ProjectUsage, quotaKinds } from '../../../domain/adjutant.ts';
import type { Store } from '../../ports/index.ts';

/**
 * Call inside the transaction that takes what is wanted.
 * @param guest its project, or that of its Nano group; none: no quota.
 * @throws DomainError `quota_exceeded` with the numbers.
 */
export async function requireQuota(
  tx: Pick<Store, 'adjutant' | 'users'>,
  guest: { readonly projectId: string | null; readonly groupId: string },
  wanted: ProjectUsage,
): Promise<void> {
  const projectId = guest.projectId ?? (await tx.users.getGroup(guest.groupId))?.projectId ?? null;
  if (projectId === null) return;
  const quota = await tx.adjutant.getQuota(projectId);
  if (quota === undefined) return;
  const usage = await tx.adjutant.usageOf(projectId);
  for (const kind of quotaKinds) {
    const limit = quota[kind];
    if (limit === null || wanted[kind] === 0 || usage[kind] + wanted[kind] <= limit) continue;
    throw new DomainError(
      'quota_exceeded',
      `the quota of the project is exceeded: ${kind} ${limit}, in use ${usage[kind]}, wanted ${wanted[kind]} more`,
      { reason: 'quota_exceeded', details: { kind, limit, used: usage[kind], wanted: wanted[kind] } },
    );
  }
}
