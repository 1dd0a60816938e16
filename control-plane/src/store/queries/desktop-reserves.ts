import type { DesktopOrigin, DesktopState } from '../../domain/desktop.ts';
import type { ReserveRecord } from '../../domain/desktop-reserve.ts';
import type { GuestPhase } from '../../domain/guest.ts';
import type { UnassignedRow } from '../../use-cases/ports/desktop-reserve-store.ts';
import { fromFlag, toFlag } from '../columns.ts';
import type { Db } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('desktop_reserves');
const byId = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('desktop_reserves').selectAll().where('project_id', '=', projectId),
);
const deleteRow = prepared((query, { projectId }: { projectId: string }) =>
  query.deleteFrom('desktop_reserves').where('project_id', '=', projectId),
);
const withReserve = prepared((query) =>
  query
    .selectFrom('desktop_projects')
    .select('project_id')
    .where('min_reserve', 'is not', null)
    .union(query.selectFrom('desktop_reserves').select('project_id')),
);
const free = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('desktop_servers')
    .leftJoin('guests', 'guests.id', 'desktop_servers.id')
    .select(['desktop_servers.id', 'state', 'origin', 'desktop_servers.created_at_ms as createdAtMs'])
    .select(['guests.phase', 'guests.cell_id as cellId'])
    .where('desktop_servers.project_id', '=', projectId)
    .where('desktop_servers.maintenance', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('desktop_assignments')
            .select('holder_id')
            .whereRef('desktop_assignments.server_id', '=', 'desktop_servers.id'),
        ),
      ),
    )
    .orderBy('desktop_servers.created_at_ms')
    .orderBy('desktop_servers.id'),
);

export async function get(db: Db, projectId: string): Promise<ReserveRecord | undefined> {
  const row = await byId.first(db, { projectId });
  return (
    row && {
      projectId,
      failures: row.failures,
      failedAtMs: row.failed_at_ms,
      failedAttempt: row.failed_attempt,
      message: row.message,
      degraded: fromFlag(row.degraded),
    }
  );
}

export async function put(db: Db, record: ReserveRecord): Promise<void> {
  await deleteRow.run(db, { projectId: record.projectId });
  await insertRow(db, {
    project_id: record.projectId,
    failures: record.failures,
    failed_at_ms: record.failedAtMs,
    failed_attempt: record.failedAttempt,
    message: record.message,
    degraded: toFlag(record.degraded),
  });
}

export async function remove(db: Db, projectId: string): Promise<void> {
  await deleteRow.run(db, { projectId });
}

export async function unassigned(db: Db, projectId: string): Promise<UnassignedRow[]> {
  return (await free.all(db, { projectId })).map(({ id, state, origin, createdAtMs, phase, cellId }) => ({
    id,
    state: state as DesktopState,
    origin: origin as DesktopOrigin,
    createdAtMs,
    guest: phase === null || cellId === null ? null : { phase: phase as GuestPhase, cellId },
  }));
}

export async function projects(db: Db): Promise<string[]> {
  return (await withReserve.all(db, {})).map(({ project_id }) => project_id);
}
