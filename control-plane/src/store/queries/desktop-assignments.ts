import type { DesktopAssignment, DesktopHolder } from '../../domain/desktop.ts';
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

export function toAssignment(row: DesktopAssignmentsTable): DesktopAssignment {
  return {
    serverId: row.server_id,
    projectId: row.project_id,
    holder: { kind: row.holder_kind === 'group' ? 'group' : 'user', id: row.holder_id },
    createdAtMs: row.created_at_ms,
  };
}
