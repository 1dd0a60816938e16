import type { ProjectQuota, ProjectUsage } from '../../domain/adjutant.ts';
import { type Db, queryBuilder } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { ProjectQuotasTable } from '../tables/project-quotas.ts';

const byProject = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('project_quotas').selectAll().where('project_id', '=', projectId),
);
const deleteRow = prepared((query, { projectId }: { projectId: string }) =>
  query.deleteFrom('project_quotas').where('project_id', '=', projectId),
);
const ofGuests = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('guests')
    .leftJoin('groups', 'groups.id', 'guests.group_id')
    .select((row) => [
      row.fn.countAll<number>().as('instances'),
      row.fn.coalesce(row.fn.sum<number>('guests.cores'), row.val(0)).as('cores'),
      row.fn.coalesce(row.fn.sum<number>('guests.memory_bytes'), row.val(0)).as('memory'),
      row.fn.coalesce(row.fn.sum<number>('guests.total_disk_bytes'), row.val(0)).as('disk'),
    ])
    .where((row) => row(row.fn.coalesce('guests.project_id', 'groups.project_id'), '=', projectId)),
);
const snapshotsOf = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('snapshots')
    .innerJoin('guests', 'guests.id', 'snapshots.guest_id')
    .leftJoin('groups', 'groups.id', 'guests.group_id')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where((row) => row(row.fn.coalesce('guests.project_id', 'groups.project_id'), '=', projectId)),
);
const addressesOf = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('address_allocations')
    .innerJoin('guests', 'guests.id', 'address_allocations.holder_id')
    .leftJoin('groups', 'groups.id', 'guests.group_id')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where((row) => row(row.fn.coalesce('guests.project_id', 'groups.project_id'), '=', projectId))
    .where('address_allocations.holder_kind', '=', 'guest'),
);

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

export async function usageOf(db: Db, projectId: string): Promise<ProjectUsage> {
  const guests = await ofGuests.first(db, { projectId });
  return {
    instances: guests?.instances ?? 0,
    cores: guests?.cores ?? 0,
    memoryBytes: guests?.memory ?? 0,
    diskBytes: guests?.disk ?? 0,
    snapshots: (await snapshotsOf.first(db, { projectId }))?.total ?? 0,
    addresses: (await addressesOf.first(db, { projectId }))?.total ?? 0,
  };
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
