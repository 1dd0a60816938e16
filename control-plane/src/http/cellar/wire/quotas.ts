import { z } from 'zod';
import type { ProjectQuota, ProjectUsage } from '../../../domain/adjutant.ts';
import type { ProjectQuotaView } from '../../../use-cases/adjutant/quotas/get-project-quota.ts';

const limit = z
  .number()
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .nullish()
  .transform((value) => value ?? null);

/** A name of a size, or the limits themselves; what is left out or null has none. */
export const setQuotaRequest = z.union([
  z.strictObject({ size: z.string().min(1).max(64) }),
  z.strictObject({ quota: z.null() }),
  z.strictObject({
    quota: z.strictObject({
      instances: limit,
      cores: limit,
      memory_bytes: limit,
      disk_bytes: limit,
      snapshots: limit,
      addresses: limit,
    }),
  }),
]);

/** What a use-case is given for it. */
export function quotaFromWire(request: z.output<typeof setQuotaRequest>): string | ProjectQuota | null {
  if ('size' in request) return request.size;
  if (request.quota === null) return null;
  const { instances, cores, memory_bytes, disk_bytes, snapshots, addresses } = request.quota;
  return { instances, cores, memoryBytes: memory_bytes, diskBytes: disk_bytes, snapshots, addresses };
}

export function projectQuotaToWire({ projectId, quota, usage, size }: ProjectQuotaView) {
  return { project: projectId, size, quota: quota && partsToWire(quota), usage: partsToWire(usage) };
}

function partsToWire(parts: ProjectQuota | ProjectUsage) {
  const { instances, cores, memoryBytes, diskBytes, snapshots, addresses } = parts;
  return { instances, cores, memory_bytes: memoryBytes, disk_bytes: diskBytes, snapshots, addresses };
}
