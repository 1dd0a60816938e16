/** Groups, their members and the Nano roles that they give. */
import { DomainError } from '../../../../proto/src/errors.ts';
import { defaultDomainId, type Group, type Role } from '../../domain/user.ts';
import { fromFlag, fromJson, toFlag, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { GroupsTable } from '../tables/groups.ts';

const insertGroupRow = preparedInsert('groups');
const insertGroupRole = preparedInsert('group_roles');
const insertMember = preparedInsert('group_members');
const insertRoleRow = preparedInsert('roles');
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
const roleNames = prepared((query, { groupId }: { groupId: string }) =>
  query.selectFrom('group_roles').select('role').where('group_id', '=', groupId).orderBy('position'),
);
const rolesWithMenus = prepared((query, { groupId }: { groupId: string }) =>
  query
    .selectFrom('group_roles')
    .innerJoin('roles', 'roles.name', 'group_roles.role')
    .selectAll('roles')
    .where('group_id', '=', groupId)
    .orderBy('position'),
);

export async function insertGroup(db: Db, group: Group): Promise<void> {
  const row: GroupsTable = {
    id: group.id,
    domain_id: group.domainId,
    name: group.name,
    display: group.display,
    nano: toFlag(group.nano),
    shows_instances: toFlag(group.visibility.instances),
    shows_media_images: toFlag(group.visibility.mediaImages),
    shows_disk_images: toFlag(group.visibility.diskImages),
    project_id: null,
  };
  await db.atomic(async (tx) => {
    await refuseDuplicate(insertGroupRow(tx, row), () => taken('group', group.name));
    for (const [position, role] of [...new Set(group.roles)].entries()) {
      await insertGroupRole(tx, { group_id: group.id, position, role });
    }
  });
}

export async function getGroup(db: Db, id: string): Promise<Group | undefined> {
  return toGroup(db, await byId.first(db, { id }));
}

export async function findGroupByName(db: Db, name: string): Promise<Group | undefined> {
  return toGroup(db, await byName.first(db, { name }));
}

export async function groupOf(db: Db, userId: string): Promise<Group | undefined> {
  return toGroup(db, await nanoGroup.first(db, { userId }));
}

/** @throws DomainError `not_found` for the group; `already_exists` if the user is in it or in another Nano group. */
export async function addMember(db: Db, groupId: string, userId: string): Promise<void> {
  await db.atomic(async (tx) => {
    const group = await byId.first(tx, { id: groupId });
    if (group === undefined) {
      throw new DomainError('not_found', 'no such group', { subject: { kind: 'group', id: groupId } });
    }
    const row = { group_id: groupId, user_id: userId, nano: group.nano };
    await refuseDuplicate(insertMember(tx, row), () => {
      const subject = { kind: 'user', id: userId };
      return new DomainError('already_exists', 'the user is in a group already', {
        reason: 'in_group',
        subject,
      });
    });
  });
}

export async function insertRole(db: Db, role: Role): Promise<void> {
  await refuseDuplicate(insertRoleRow(db, { name: role.name, menus: toJson(role.menus) }), () =>
    taken('role', role.name),
  );
}

export async function rolesOf(db: Db, groupId: string): Promise<Role[]> {
  const rows = await rolesWithMenus.all(db, { groupId });
  return rows.map((row) => ({ name: row.name, menus: fromJson(row.menus) }));
}

function taken(kind: string, name: string): DomainError {
  const subject = { kind, id: name };
  return new DomainError('already_exists', `a ${kind} named '${name}' exists`, {
    reason: 'name_taken',
    subject,
  });
}

async function toGroup(db: Db, row: GroupsTable | undefined): Promise<Group | undefined> {
  if (row === undefined) return undefined;
  const roles = await roleNames.all(db, { groupId: row.id });
  return {
    id: row.id,
    domainId: row.domain_id,
    name: row.name,
    display: row.display,
    nano: fromFlag(row.nano),
    roles: roles.map(({ role }) => role),
    visibility: {
      instances: fromFlag(row.shows_instances),
      mediaImages: fromFlag(row.shows_media_images),
      diskImages: fromFlag(row.shows_disk_images),
    },
  };
}
