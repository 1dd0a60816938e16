import { DomainError } from '../../../../proto/src/errors.ts';
import type { VolumeAssignment } from '../../domain/volume.ts';
import type { VolumeAssignmentFilter } from '../../use-cases/ports/volume-store.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const columns = ['id', 'user_id as userId', 'project_id as projectId', 'volume_id as volumeId'] as const;
const insertRow = preparedInsert('volume_assignments');
const byId = prepared((query, { id }: { id: number }) =>
  query.selectFrom('volume_assignments').select(columns).where('id', '=', id),
);
const ofUser = prepared((query, { userId, projectId }: { userId: string; projectId: string }) =>
  query
    .selectFrom('volume_assignments')
    .select(columns)
    .where('user_id', '=', userId)
    .where('project_id', '=', projectId),
);
const deleteRow = prepared((query, { id }: { id: number }) =>
  query.deleteFrom('volume_assignments').where('id', '=', id),
);

export async function assign(db: Db, assignment: Omit<VolumeAssignment, 'id'>): Promise<VolumeAssignment> {
  const { userId, projectId, volumeId } = assignment;
  const taken = () =>
    new DomainError('already_exists', 'the user has a volume in the project already', {
      reason: 'volume_assignment_exists',
      subject: { kind: 'user', id: userId },
    });
  return await db.atomic(async (tx) => {
    const row = { user_id: userId, project_id: projectId, volume_id: volumeId };
    await refuseDuplicate(insertRow(tx, row), taken);
    const made = await ofUser.first(tx, { userId, projectId });
    if (made === undefined) throw taken();
    return made;
  });
}

export async function getAssignment(db: Db, id: number): Promise<VolumeAssignment | undefined> {
  return byId.first(db, { id });
}

export async function assignmentOf(
  db: Db,
  userId: string,
  projectId: string,
): Promise<VolumeAssignment | undefined> {
  return ofUser.first(db, { userId, projectId });
}

export async function listAssignments(
  db: Db,
  { domainId, userIds, projectIds, volumeIds }: VolumeAssignmentFilter,
): Promise<VolumeAssignment[]> {
  if ([userIds, projectIds, volumeIds].some((one) => one?.length === 0)) return [];
  let query = queryBuilder.selectFrom('volume_assignments').select(columns).orderBy('id');
  if (domainId !== undefined)
    query = query.where('project_id', 'in', (inner) =>
      inner.selectFrom('projects').select('projects.id').where('domain_id', '=', domainId),
    );
  if (userIds !== undefined) query = query.where('user_id', 'in', [...userIds]);
  if (projectIds !== undefined) query = query.where('project_id', 'in', [...projectIds]);
  if (volumeIds !== undefined) query = query.where('volume_id', 'in', [...volumeIds]);
  return await db.all(compiled(query));
}

export async function removeAssignment(db: Db, id: number): Promise<void> {
  await deleteRow.run(db, { id });
}
