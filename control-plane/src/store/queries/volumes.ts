import { sql } from 'kysely';
import type { Volume, VolumeChange, VolumeState } from '../../domain/volume.ts';
import type { VolumeFilter } from '../../use-cases/ports/volume-store.ts';
import { fromFlag, toFlag } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { VolumesTable } from '../tables/volumes.ts';

export {
  assign,
  assignmentOf,
  getAssignment,
  listAssignments,
  removeAssignment,
} from './volume-assignments.ts';

const insertRow = preparedInsert('volumes');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('volumes').selectAll().where('id', '=', id),
);
const updateRow = prepared((query, row: VolumesTable) =>
  query
    .updateTable('volumes')
    .set({
      name: row.name,
      description: row.description,
      size_bytes: row.size_bytes,
      storage: row.storage,
      state: row.state,
      made: row.made,
      cell_id: row.cell_id,
      guest_id: row.guest_id,
      slot: row.slot,
      attached_at_ms: row.attached_at_ms,
      due_at_ms: row.due_at_ms,
    })
    .where('id', '=', row.id),
);
const due = prepared((query, { nowMs, limit }: { nowMs: number; limit: number }) =>
  query
    .selectFrom('volumes')
    .selectAll()
    .where('state', '=', sql.lit('detaching'))
    .where('due_at_ms', '<=', nowMs)
    .orderBy('due_at_ms')
    .orderBy('id')
    .limit(limit),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('volumes').where('id', '=', id),
);
const onStorage = prepared((query, { storage }: { storage: string }) =>
  query
    .selectFrom('volumes')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .where('storage', '=', storage),
);

export async function insert(db: Db, volume: Volume): Promise<void> {
  await insertRow(db, toRow(volume));
}

export async function get(db: Db, id: string): Promise<Volume | undefined> {
  const row = await byId.first(db, { id });
  return row && toVolume(row);
}

export async function list(db: Db, { domainId, projectIds, guestId }: VolumeFilter): Promise<Volume[]> {
  if (projectIds?.length === 0) return [];
  let query = queryBuilder.selectFrom('volumes').selectAll().orderBy('created_at_ms').orderBy('id');
  if (domainId !== undefined)
    query = query.where('project_id', 'in', (inner) =>
      inner.selectFrom('projects').select('projects.id').where('domain_id', '=', domainId),
    );
  if (projectIds !== undefined) query = query.where('project_id', 'in', [...projectIds]);
  if (guestId !== undefined) query = query.where('guest_id', '=', guestId);
  return (await db.all(compiled(query))).map(toVolume);
}

export async function update(db: Db, id: string, change: VolumeChange): Promise<void> {
  await db.atomic(async (tx) => {
    const row = await byId.first(tx, { id });
    if (row !== undefined) await updateRow.run(tx, toRow({ ...toVolume(row), ...change }));
  });
}

export async function claim(
  db: Db,
  id: string,
  from: readonly VolumeState[],
  change: VolumeChange,
): Promise<boolean> {
  return await db.atomic(async (tx) => {
    const row = await byId.first(tx, { id });
    if (row === undefined || !from.some((state) => state === row.state)) return false;
    await updateRow.run(tx, toRow({ ...toVolume(row), ...change }));
    return true;
  });
}

export async function detaching(db: Db, nowMs: number, limit: number): Promise<Volume[]> {
  return (await due.all(db, { nowMs, limit })).map(toVolume);
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

export async function countOnStorage(db: Db, storage: string): Promise<number> {
  return (await onStorage.first(db, { storage }))?.count ?? 0;
}

function toVolume(row: VolumesTable): Volume {
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    description: row.description,
    sizeBytes: row.size_bytes,
    storage: row.storage,
    state: row.state as VolumeState,
    made: fromFlag(row.made),
    cellId: row.cell_id,
    guestId: row.guest_id,
    slot: row.slot,
    attachedAtMs: row.attached_at_ms,
    dueAtMs: row.due_at_ms,
    createdAtMs: row.created_at_ms,
  };
}

function toRow(volume: Volume): VolumesTable {
  return {
    id: volume.id,
    project_id: volume.projectId,
    name: volume.name,
    description: volume.description,
    size_bytes: volume.sizeBytes,
    storage: volume.storage,
    state: volume.state,
    made: toFlag(volume.made),
    cell_id: volume.cellId,
    guest_id: volume.guestId,
    slot: volume.slot,
    attached_at_ms: volume.attachedAtMs,
    due_at_ms: volume.dueAtMs,
    created_at_ms: volume.createdAtMs,
  };
}
