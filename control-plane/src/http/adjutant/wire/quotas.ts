import { isValid, type ProjectQuota, type ProjectUsage, type Task } from '../../../domain/adjutant.ts';
import { timeToWire } from './tasks.ts';

const GiB = 2 ** 30;
const unlimited = -1;

/** In the groups and names that OpenStack's services have. */
export function quotaToWire(quota: ProjectQuota | ProjectUsage | undefined) {
  const { instances, cores, memoryBytes, diskBytes, snapshots, addresses } = quota ?? {};
  const in_ = (bytes: number | null | undefined, unit: number) =>
    bytes === null || bytes === undefined ? unlimited : Math.ceil(bytes / unit);
  return {
    nova: { instances: instances ?? unlimited, cores: cores ?? unlimited, ram: in_(memoryBytes, 2 ** 20) },
    cinder: { gigabytes: in_(diskBytes, GiB), snapshots: snapshots ?? unlimited },
    neutron: { floatingip: addresses ?? unlimited },
  };
}

export function quotaTaskToWire(task: Task, region: string) {
  const { regions, size } = task.actions[0]?.data ?? {};
  return {
    id: task.id,
    regions: Array.isArray(regions) && regions.length > 0 ? regions : [region],
    size,
    request_user: task.requester?.userName ?? null,
    task_created: timeToWire(task.createdAtMs),
    valid: isValid(task),
    status: task.approved ? 'Approved; Incomplete' : 'Awaiting Approval',
  };
}
