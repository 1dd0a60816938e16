import { DomainError } from '../../../../../proto/src/errors.ts';
import { type ProjectUsage, quotaKinds } from '../../../domain/adjutant.ts';
import type { Store } from '../../ports/index.ts';
import { projectOfGuest } from './project-of-guest.ts';

type QuotaStore = Pick<Store, 'adjutant' | 'users'>;

interface CountedGuest {
  readonly projectId: string | null;
  readonly groupId: string;
}

/**
 * Call inside the transaction that takes what is wanted.
 * @param guest its project, or that of its Nano group; none: no quota.
 * @returns the project if it has a quota, else null.
 * @throws DomainError `quota_exceeded` with the numbers.
 */
export async function requireQuota(
  tx: QuotaStore,
  guest: CountedGuest,
  wanted: Partial<ProjectUsage>,
): Promise<string | null> {
  const projectId = await projectOfGuest(tx, guest);
  if (projectId === null) return null;
  const quota = await tx.adjutant.getQuota(projectId);
  if (quota === undefined) return null;
  const usage = await tx.adjutant.usageOf(projectId);
  for (const kind of quotaKinds) {
    const [limit, more = 0] = [quota[kind], wanted[kind]];
    if (limit === null || more <= 0 || usage[kind] + more <= limit) continue;
    throw new DomainError(
      'quota_exceeded',
      `the quota of the project is exceeded: ${kind} ${limit}, in use ${usage[kind]}, wanted ${more} more`,
      { reason: 'quota_exceeded', details: { kind, limit, used: usage[kind], wanted: more } },
    );
  }
  return projectId;
}

/**
 * As `requireQuota`, for what an operation takes only when it is done: until then it is held for it.
 * @throws DomainError `quota_exceeded`.
 */
export async function holdQuota(
  tx: QuotaStore,
  guest: CountedGuest,
  wanted: Partial<Pick<ProjectUsage, 'cores' | 'memoryBytes' | 'diskBytes' | 'snapshots'>>,
  operation: { readonly id: string },
): Promise<void> {
  const projectId = await requireQuota(tx, guest, wanted);
  if (projectId === null) return;
  const { cores = 0, memoryBytes = 0, diskBytes = 0, snapshots = 0 } = wanted;
  await tx.adjutant.holdQuota(operation.id, projectId, { cores, memoryBytes, diskBytes, snapshots });
}
