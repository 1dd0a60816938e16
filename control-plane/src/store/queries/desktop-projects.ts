import type { AccessCalendar } from '../../domain/access-calendar.ts';
import type { DesktopMode, DesktopProject, ReleasePolicy } from '../../domain/desktop.ts';
import type { SessionTimeouts, TimeoutAction } from '../../domain/session-timeouts.ts';
import type { DesktopProjectFilter, DesktopProjectUse } from '../../use-cases/ports/desktop-store.ts';
import { fromFlag, fromJson, toFlag, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { DesktopProjectsTable } from '../tables/desktops.ts';

const insertRow = preparedInsert('desktop_projects');
const byId = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('desktop_projects').selectAll().where('project_id', '=', projectId),
);
const deleteRow = prepared((query, { projectId }: { projectId: string }) =>
  query.deleteFrom('desktop_projects').where('project_id', '=', projectId),
);
const countUp = prepared((query, { projectId }: { projectId: string }) =>
  query
    .updateTable('desktop_projects')
    .set((row) => ({ next_number: row('next_number', '+', 1) }))
    .where('project_id', '=', projectId)
    .returning('next_number'),
);

export async function insertProject(db: Db, project: DesktopProject): Promise<void> {
  await insertRow(db, { ...toColumns(project), project_id: project.projectId, next_number: 1 });
}

export async function getProject(db: Db, projectId: string): Promise<DesktopProject | undefined> {
  const row = await byId.first(db, { projectId });
  return row && toDesktopProject(row);
}

export async function listProjects(db: Db, filter: DesktopProjectFilter): Promise<DesktopProject[]> {
  const { domainId, name, enabled, mode, ids } = filter;
  let query = queryBuilder
    .selectFrom('desktop_projects')
    .innerJoin('projects', 'projects.id', 'desktop_projects.project_id')
    .selectAll('desktop_projects');
  if (domainId !== undefined) query = query.where('projects.domain_id', '=', domainId);
  if (name !== undefined) query = query.where('projects.name', '=', name);
  if (enabled !== undefined) query = query.where('projects.enabled', '=', toFlag(enabled));
  if (mode !== undefined) query = query.where('desktop_projects.mode', '=', mode);
  if (ids !== undefined) query = query.where('desktop_projects.project_id', 'in', [...ids]);
  if (ids?.length === 0) return [];
  const rows = await db.all(compiled(query.orderBy('projects.name').orderBy('projects.id')));
  return rows.map(toDesktopProject);
}

export async function updateProject(db: Db, project: DesktopProject): Promise<void> {
  const query = queryBuilder.updateTable('desktop_projects').set(toColumns(project));
  await db.run(compiled(query.where('project_id', '=', project.projectId)));
}

export async function removeProject(db: Db, projectId: string): Promise<void> {
  await deleteRow.run(db, { projectId });
}

export async function projectsThatUse(db: Db, use: DesktopProjectUse): Promise<string[]> {
  let query = queryBuilder
    .selectFrom('desktop_projects')
    .innerJoin('projects', 'projects.id', 'desktop_projects.project_id')
    .select('projects.name');
  if (use.flavorId !== undefined) query = query.where('flavor_id', '=', use.flavorId);
  if (use.imageId !== undefined) query = query.where('image_id', '=', use.imageId);
  if (use.network !== undefined) query = query.where('network', '=', use.network);
  if (use.zone !== undefined) query = query.where('zone', '=', use.zone);
  if (use.volumeType !== undefined) query = query.where('volume_type', '=', use.volumeType);
  return (await db.all(compiled(query.orderBy('projects.name').limit(10)))).map(({ name }) => name);
}

export async function takeNumber(db: Db, projectId: string): Promise<number> {
  const row = await countUp.first(db, { projectId });
  return (row?.next_number ?? 2) - 1;
}

export function toTimeouts(
  row: Pick<
    DesktopProjectsTable,
    'idle_timeout_s' | 'disconnect_timeout_s' | 'longest_session_s' | 'timeout_action'
  >,
): SessionTimeouts {
  return {
    idleS: row.idle_timeout_s,
    disconnectS: row.disconnect_timeout_s,
    longestS: row.longest_session_s,
    action: row.timeout_action as TimeoutAction,
  };
}

function toColumns(project: DesktopProject): Omit<DesktopProjectsTable, 'project_id' | 'next_number'> {
  return {
    flavor_id: project.flavorId,
    image_id: project.imageId,
    mode: project.mode,
    network: project.network,
    zone: project.zone,
    init_script: project.initScript,
    min_reserve: project.minReserve,
    name_pattern: project.namePattern,
    user_volumes: toFlag(project.userVolumes),
    volume_size_gib: project.volumeSizeGiB,
    volume_type: project.volumeType,
    on_release: project.onRelease,
    max_users_per_server: project.maxUsersPerServer,
    reserve_shrink: toFlag(project.reserveShrink),
    volatile: toFlag(project.volatile),
    idle_timeout_s: project.timeouts.idleS,
    disconnect_timeout_s: project.timeouts.disconnectS,
    longest_session_s: project.timeouts.longestS,
    timeout_action: project.timeouts.action,
    access_calendar: project.accessCalendar && toJson(project.accessCalendar),
    maintenance: project.maintenance?.message ?? null,
    created_at_ms: project.createdAtMs,
  };
}

function toDesktopProject(row: DesktopProjectsTable): DesktopProject {
  return {
    projectId: row.project_id,
    flavorId: row.flavor_id,
    imageId: row.image_id,
    mode: row.mode as DesktopMode,
    network: row.network,
    zone: row.zone,
    initScript: row.init_script,
    minReserve: row.min_reserve,
    namePattern: row.name_pattern,
    userVolumes: fromFlag(row.user_volumes),
    volumeSizeGiB: row.volume_size_gib,
    volumeType: row.volume_type,
    onRelease: row.on_release as ReleasePolicy,
    maxUsersPerServer: row.max_users_per_server,
    reserveShrink: fromFlag(row.reserve_shrink),
    volatile: fromFlag(row.volatile),
    timeouts: toTimeouts(row),
    accessCalendar: row.access_calendar === null ? null : fromJson<AccessCalendar>(row.access_calendar),
    maintenance: row.maintenance === null ? null : { message: row.maintenance },
    createdAtMs: row.created_at_ms,
  };
}
