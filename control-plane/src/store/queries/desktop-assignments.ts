import type { DesktopAssignment, DesktopAssignmentEvent, DesktopHolder } from '../../domain/desktop.ts';
import type { Db } from '../db.ts';
import { isDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { DesktopAssignmentsTable } from '../tables/desktops.ts';

const insertRow = preparedInsert('desktop_assignments');
const ofServer = prepared((query, { serverId }: { serverId: string }) =>
  query
    .selectFrom('desktop_assignments')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('created_at_ms')
    .orderBy('holder_id'),
);
const deleteRow = prepared((query, values: { serverId: string; kind: string; id: string }) =>
  query
    .deleteFrom('desktop_assignments')
    .where('server_id', '=', values.serverId)
    .where('holder_kind', '=', values.kind)
    .where('holder_id', '=', values.id),
);

interface NewRow {
  serverId: string;
  kind: string;
  id: string;
  projectId: string;
  createdAtMs: number;
}

const insertIfFree = prepared((query, row: NewRow) =>
  query
    .insertInto('desktop_assignments')
    .columns(['server_id', 'holder_kind', 'holder_id', 'project_id', 'created_at_ms'])
    .expression(
      query
        .selectFrom('desktop_servers')
        .select(({ val }) => [
          'desktop_servers.id as server_id',
          val(row.kind).as('holder_kind'),
          val(row.id).as('holder_id'),
          'desktop_servers.project_id as project_id',
          val(row.createdAtMs).as('created_at_ms'),
        ])
        .where('desktop_servers.id', '=', row.serverId)
        .where('desktop_servers.state', 'in', ['building', 'ready'])
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('desktop_assignments')
                .select('holder_id')
                .whereRef('desktop_assignments.server_id', '=', 'desktop_servers.id'),
            ),
          ),
        ),
    ),
);
const toHolder = prepared((query, { kind, id }: { kind: string; id: string }) =>
  query
    .selectFrom('desktop_assignments')
    .selectAll()
    .where('holder_kind', '=', kind)
    .where('holder_id', '=', id)
    .orderBy('created_at_ms')
    .orderBy('server_id'),
);
const insertEvent = preparedInsert('desktop_assignment_history');
const eventsOf = prepared((query, { serverId, limit }: { serverId: string; limit: number }) =>
  query
    .selectFrom('desktop_assignment_history')
    .selectAll()
    .where('server_id', '=', serverId)
    .orderBy('id', 'desc')
    .limit(limit),
);

export async function assignIfFree(db: Db, assignment: DesktopAssignment): Promise<boolean> {
  const { serverId, projectId, holder, createdAtMs } = assignment;
  return (await insertIfFree.run(db, { serverId, projectId, createdAtMs, ...holder })) > 0;
}

export async function assign(db: Db, assignment: DesktopAssignment): Promise<boolean> {
  const { serverId, projectId, holder, createdAtMs } = assignment;
  const row: DesktopAssignmentsTable = {
    server_id: serverId,
    holder_kind: holder.kind,
    holder_id: holder.id,
    project_id: projectId,
    created_at_ms: createdAtMs,
  };
  try {
    await insertRow(db, row);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

export async function unassign(db: Db, serverId: string, holder: DesktopHolder): Promise<boolean> {
  return (await deleteRow.run(db, { serverId, ...holder })) > 0;
}

export async function assignmentsOf(db: Db, serverId: string): Promise<DesktopAssignment[]> {
  return (await ofServer.all(db, { serverId })).map(toAssignment);
}

export async function assignmentsTo(db: Db, holder: DesktopHolder): Promise<DesktopAssignment[]> {
  return (await toHolder.all(db, { kind: holder.kind, id: holder.id })).map(toAssignment);
}

export async function recordAssignment(db: Db, event: DesktopAssignmentEvent): Promise<void> {
  await insertEvent(db, {
    server_id: event.serverId,
    project_id: event.projectId,
    holder_kind: event.holder.kind,
    holder_id: event.holder.id,
    action: event.action,
    at_ms: event.atMs,
    actor_id: event.actorId,
    actor_name: event.actorName,
  });
}

export async function assignmentHistory(
  db: Db,
  serverId: string,
  limit: number,
): Promise<DesktopAssignmentEvent[]> {
  return (await eventsOf.all(db, { serverId, limit })).map((row) => ({
    serverId: row.server_id,
    projectId: row.project_id,
    holder: holderOf(row),
    action: row.action === 'assigned' ? 'assigned' : 'unassigned',
    atMs: row.at_ms,
    actorId: row.actor_id,
    actorName: row.actor_name,
  }));
}

export function holderOf(row: Pick<DesktopAssignmentsTable, 'holder_kind' | 'holder_id'>): DesktopHolder {
  return { kind: row.holder_kind === 'group' ? 'group' : 'user', id: row.holder_id };
}

export function toAssignment(row: DesktopAssignmentsTable): DesktopAssignment {
  return {
    serverId: row.server_id,
    projectId: row.project_id,
    holder: holderOf(row),
    createdAtMs: row.created_at_ms,
  };
}
