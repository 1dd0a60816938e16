import type { ProjectNetwork, ProjectQuota, ProjectUsage } from '../../domain/adjutant.ts';
import { type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { ProjectQuotasTable } from '../tables/project-quotas.ts';

const byProject = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('project_quotas').selectAll().where('project_id', '=', projectId),
);
const deleteRow = prepared((query, { projectId }: { projectId: string }) =>
  query.deleteFrom('project_quotas').where('project_id', '=', projectId),
);
const counted = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('project_usage').selectAll().where('project_id', '=', projectId),
);
const heldBy = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('quota_holds')
    .select((row) => [
      row.fn.coalesce(row.fn.sum<number>('cores'), row.val(0)).as('cores'),
      row.fn.coalesce(row.fn.sum<number>('memory_bytes'), row.val(0)).as('memory'),
      row.fn.coalesce(row.fn.sum<number>('disk_bytes'), row.val(0)).as('disk'),
      row.fn.coalesce(row.fn.sum<number>('snapshots'), row.val(0)).as('snapshots'),
    ])
    .where('project_id', '=', projectId),
);
const insertHold = preparedInsert('quota_holds');
const network = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('project_networks').selectAll().where('project_id', '=', projectId),
);
const insertNetwork = preparedInsert('project_networks');

export async function getQuota(db: Db, projectId: string): Promise<ProjectQuota | undefined> {
  const row = await byProject.first(db, { projectId });
  return row && toQuota(row);
}

export async function setQuota(db: Db, projectId: string, quota: ProjectQuota): Promise<void> {
  const row: ProjectQuotasTable = {
    project_id: projectId,
    instances: quota.instances,
    cores: quota.cores,
    memory_bytes: quota.memoryBytes,
    disk_bytes: quota.diskBytes,
    snapshots: quota.snapshots,
    addresses: quota.addresses,
  };
  await db.atomic(async (tx) => {
    await deleteRow.run(tx, { projectId });
    await tx.run(queryBuilder.insertInto('project_quotas').values(row).compile());
  });
}

export async function removeQuota(db: Db, projectId: string): Promise<void> {
  await deleteRow.run(db, { projectId });
}

export async function usageOf(db: Db, projectId: string): Promise<ProjectUsage> {
  const used = await counted.first(db, { projectId });
  const held = await heldBy.first(db, { projectId });
  return {
    instances: used?.instances ?? 0,
    cores: (used?.cores ?? 0) + (held?.cores ?? 0),
    memoryBytes: (used?.memory_bytes ?? 0) + (held?.memory ?? 0),
    diskBytes: (used?.disk_bytes ?? 0) + (held?.disk ?? 0),
    snapshots: (used?.snapshots ?? 0) + (held?.snapshots ?? 0),
    addresses: used?.addresses ?? 0,
  };
}

export async function holdQuota(
  db: Db,
  operationId: string,
  projectId: string,
  wanted: Pick<ProjectUsage, 'cores' | 'memoryBytes' | 'diskBytes' | 'snapshots'>,
): Promise<void> {
  await insertHold(db, {
    operation_id: operationId,
    project_id: projectId,
    cores: wanted.cores,
    memory_bytes: wanted.memoryBytes,
    disk_bytes: wanted.diskBytes,
    snapshots: wanted.snapshots,
  });
}

export async function projectNetwork(db: Db, projectId: string): Promise<ProjectNetwork | undefined> {
  const row = await network.first(db, { projectId });
  return row && { addressPool: row.address_pool, policyGroupId: row.policy_group_id };
}

export async function setProjectNetwork(
  db: Db,
  projectId: string,
  { addressPool, policyGroupId }: ProjectNetwork,
): Promise<void> {
  await insertNetwork(db, {
    project_id: projectId,
    address_pool: addressPool,
    policy_group_id: policyGroupId,
  });
}

function toQuota(row: ProjectQuotasTable): ProjectQuota {
  return {
    instances: row.instances,
    cores: row.cores,
    memoryBytes: row.memory_bytes,
    diskBytes: row.disk_bytes,
    snapshots: row.snapshots,
    addresses: row.addresses,
  };
}
