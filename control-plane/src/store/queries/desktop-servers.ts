import { DomainError } from '../../../../proto/src/errors.ts';
import type { DesktopOrigin, DesktopServer, DesktopState, Maintenance } from '../../domain/desktop.ts';
import type { DesktopCount } from '../../use-cases/ports/desktop-store.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { DesktopServersTable } from '../tables/desktops.ts';

const insertRow = preparedInsert('desktop_servers');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('desktop_servers').selectAll().where('id', '=', id),
);
const counted = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('desktop_servers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('project_id', '=', projectId),
);
const updateState = prepared((query, { id, state }: { id: string; state: string }) =>
  query.updateTable('desktop_servers').set({ state }).where('id', '=', id),
);
const updateMaintenance = prepared((query, values: { id: string; maintenance: string | null }) =>
  query.updateTable('desktop_servers').set({ maintenance: values.maintenance }).where('id', '=', values.id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('desktop_servers').where('id', '=', id),
);
const states = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('desktop_servers').select(['id', 'state']).where('project_id', '=', projectId),
);
const assignments = prepared((query, { projectId }: { projectId: string }) =>
  query
    .selectFrom('desktop_assignments')
    .leftJoin('group_members', (join) =>
      join
        .onRef('group_members.group_id', '=', 'desktop_assignments.holder_id')
        .on('desktop_assignments.holder_kind', '=', 'group'),
    )
    .select(['server_id as serverId', 'holder_kind as kind', 'holder_id as holderId'])
    .select('group_members.user_id as memberId')
    .where('project_id', '=', projectId),
);
const guests = prepared((query, { projectId }: { projectId: string }) =>
  query.selectFrom('guests').select('id').where('project_id', '=', projectId),
);

export async function insertServer(db: Db, server: DesktopServer): Promise<void> {
  const row: DesktopServersTable = {
    id: server.id,
    project_id: server.projectId,
    name: server.name,
    description: server.description,
    state: server.state,
    origin: server.origin,
    reservation_id: server.reservationId,
    launch_index: server.launchIndex,
    maintenance: server.maintenance?.message ?? null,
    created_at_ms: server.createdAtMs,
  };
  await refuseDuplicate(
    insertRow(db, row),
    () =>
      new DomainError('already_exists', `an instance named '${server.name}' exists in this project`, {
        reason: 'name_taken',
        subject: { kind: 'server', id: server.name },
      }),
  );
}

export async function getServer(db: Db, id: string): Promise<DesktopServer | undefined> {
  const row = await byId.first(db, { id });
  return row && toServer(row);
}

export async function countServers(db: Db, projectId: string): Promise<number> {
  return (await counted.first(db, { projectId }))?.count ?? 0;
}

export async function setServerState(db: Db, id: string, state: DesktopState): Promise<void> {
  await updateState.run(db, { id, state });
}

export async function setMaintenance(db: Db, id: string, maintenance: Maintenance | null): Promise<void> {
  await updateMaintenance.run(db, { id, maintenance: maintenance?.message ?? null });
}

export async function removeServer(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

export async function countsOf(db: Db, projectId: string): Promise<DesktopCount[]> {
  const usersOf = new Map<string, Set<string>>();
  const assigned = new Set<string>();
  for (const { serverId, kind, holderId, memberId } of await assignments.all(db, { projectId })) {
    assigned.add(serverId);
    const user = kind === 'user' ? holderId : memberId;
    const users = usersOf.get(serverId) ?? new Set();
    usersOf.set(serverId, user === null ? users : users.add(user));
  }
  return (await states.all(db, { projectId })).map(({ id, state }) => ({
    id,
    error: state === 'error',
    assigned: assigned.has(id),
    users: usersOf.get(id)?.size ?? 0,
  }));
}

export async function guestsOf(db: Db, projectId: string): Promise<string[]> {
  return (await guests.all(db, { projectId })).map(({ id }) => id);
}

export function toServer(row: DesktopServersTable): DesktopServer {
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    description: row.description,
    state: row.state as DesktopState,
    origin: row.origin as DesktopOrigin,
    reservationId: row.reservation_id,
    launchIndex: row.launch_index,
    maintenance: row.maintenance === null ? null : { message: row.maintenance },
    createdAtMs: row.created_at_ms,
  };
}
