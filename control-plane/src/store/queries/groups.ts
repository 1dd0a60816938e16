/** Groups and the names of the Nano roles that they give. */
import { DomainError } from '../../../../proto/src/errors.ts';
import { defaultDomainId, type Group, type Visibility } from '../../domain/user.ts';
import type { NewGroup } from '../../use-cases/ports/user-store.ts';
import { fromFlag, toFlag } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { GroupsTable } from '../tables/groups.ts';

const insertRow = preparedInsert('groups');
const insertGroupRole = preparedInsert('group_roles');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('groups').selectAll().where('id', '=', id),
);
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('groups').selectAll().where('domain_id', '=', defaultDomainId).where('name', '=', name),
);
const nanoGroup = prepared((query, { userId }: { userId: string }) =>
  query
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .selectAll('groups')
    .where('group_members.user_id', '=', userId)
    .where('group_members.nano', '=', 1),
);
const nanoGroups = prepared((query) =>
  query
    .selectFrom('groups')
    .leftJoin('group_members', 'group_members.group_id', 'groups.id')
    .selectAll('groups')
    .select((row) => row.fn.count<number>('group_members.user_id').as('members'))
    .where('groups.domain_id', '=', defaultDomainId)
    .where('groups.nano', '=', 1)
    .groupBy('groups.id')
    .orderBy('groups.name'),
);
const roleNames = prepared((query, { groupId }: { groupId: string }) =>
  query.selectFrom('group_roles').select('role').where('group_id', '=', groupId).orderBy('position'),
);
const allRoleNames = prepared((query) =>
  query.selectFrom('group_roles').select(['group_id', 'role']).orderBy('position'),
);
const deleteRoles = prepared((query, { groupId }: { groupId: string }) =>
  query.deleteFrom('group_roles').where('group_id', '=', groupId),
);
const setDisplay = prepared((query, { id, display }: { id: string; display: string }) =>
  query.updateTable('groups').set({ display }).where('id', '=', id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('groups').where('id', '=', id),
);
const deleteAssignments = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('role_assignments').where('actor_kind', '=', 'group').where('actor_id', '=', id),
);
type Flags = Pick<GroupsTable, 'id' | 'shows_instances' | 'shows_media_images' | 'shows_disk_images'>;
const setFlags = prepared((query, { id, shows_instances, shows_media_images, shows_disk_images }: Flags) =>
  query
    .updateTable('groups')
    .set({ shows_instances, shows_media_images, shows_disk_images })
    .where('id', '=', id),
);

export async function insertGroup(db: Db, group: NewGroup): Promise<void> {
  const row: GroupsTable = {
    id: group.id,
    domain_id: group.domainId,
    name: group.name,
    display: group.display,
    nano: toFlag(group.nano),
    ...flagsOf(group.visibility),
    project_id: group.projectId ?? null,
  };
  const taken = () =>
    new DomainError('already_exists', `a group named '${group.name}' exists`, {
      reason: 'name_taken',
      subject: { kind: 'group', id: group.name },
    });
  await db.atomic(async (tx) => {
    await refuseDuplicate(insertRow(tx, row), taken);
    await insertRoles(tx, group.id, group.roles);
  });
}

export async function updateGroup(
  db: Db,
  id: string,
  change: { display: string; roles: readonly string[] },
): Promise<void> {
  await db.atomic(async (tx) => {
    await setDisplay.run(tx, { id, display: change.display });
    await deleteRoles.run(tx, { groupId: id });
    await insertRoles(tx, id, change.roles);
  });
}

export async function setVisibility(db: Db, groupId: string, visibility: Visibility): Promise<void> {
  await setFlags.run(db, { id: groupId, ...flagsOf(visibility) });
}

export async function removeGroup(db: Db, id: string): Promise<void> {
  await db.atomic(async (tx) => {
    await deleteAssignments.run(tx, { id });
    await deleteRow.run(tx, { id });
  });
}

export async function getGroup(db: Db, id: string): Promise<Group | undefined> {
  return withRoles(db, await byId.first(db, { id }));
}

export async function findGroupByName(db: Db, name: string): Promise<Group | undefined> {
  return withRoles(db, await byName.first(db, { name }));
}

export async function groupOf(db: Db, userId: string): Promise<Group | undefined> {
  return withRoles(db, await nanoGroup.first(db, { userId }));
}

export async function listGroups(db: Db): Promise<(Group & { members: number })[]> {
  const roles = Map.groupBy(await allRoleNames.all(db, {}), (row) => row.group_id);
  const rows = await nanoGroups.all(db, {});
  return rows.map((row) => {
    const names = (roles.get(row.id) ?? []).map(({ role }) => role);
    return { ...toGroup(row, names), members: row.members };
  });
}

async function insertRoles(db: Db, groupId: string, roles: readonly string[]): Promise<void> {
  for (const [position, role] of [...new Set(roles)].entries()) {
    await insertGroupRole(db, { group_id: groupId, position, role });
  }
}

export async function withRoles(db: Db, row: GroupsTable | undefined): Promise<Group | undefined> {
  if (row === undefined) return undefined;
  const roles = await roleNames.all(db, { groupId: row.id });
  return toGroup(
    row,
    roles.map(({ role }) => role),
  );
}

function flagsOf(visibility: Visibility): Omit<Flags, 'id'> {
  return {
    shows_instances: toFlag(visibility.instances),
    shows_media_images: toFlag(visibility.mediaImages),
    shows_disk_images: toFlag(visibility.diskImages),
  };
}

function toGroup(row: GroupsTable, roles: readonly string[]): Group {
  return {
    id: row.id,
    domainId: row.domain_id,
    name: row.name,
    display: row.display,
    nano: fromFlag(row.nano),
    roles,
    visibility: {
      instances: fromFlag(row.shows_instances),
      mediaImages: fromFlag(row.shows_media_images),
      diskImages: fromFlag(row.shows_disk_images),
    },
    projectId: row.project_id,
  };
}
