/** Nano's roles: sets of menus with a name. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Role } from '../../domain/user.ts';
import { fromJson, toJson } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { RolesTable } from '../tables/roles.ts';

const insertRow = preparedInsert('roles');
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('roles').selectAll().where('name', '=', name),
);
const all = prepared((query) => query.selectFrom('roles').selectAll().orderBy('name'));
const updateRow = prepared((query, { name, menus }: { name: string; menus: string }) =>
  query.updateTable('roles').set({ menus }).where('name', '=', name),
);
const deleteRow = prepared((query, { name }: { name: string }) =>
  query.deleteFrom('roles').where('name', '=', name),
);
const groupNames = prepared((query, { role }: { role: string }) =>
  query
    .selectFrom('group_roles')
    .innerJoin('groups', 'groups.id', 'group_roles.group_id')
    .select('groups.name')
    .where('group_roles.role', '=', role)
    .orderBy('groups.name'),
);
const ofGroup = prepared((query, { groupId }: { groupId: string }) =>
  query
    .selectFrom('group_roles')
    .innerJoin('roles', 'roles.name', 'group_roles.role')
    .selectAll('roles')
    .where('group_id', '=', groupId)
    .orderBy('position'),
);

export async function insertRole(db: Db, role: Role): Promise<void> {
  const taken = () =>
    new DomainError('already_exists', `a role named '${role.name}' exists`, {
      reason: 'name_taken',
      subject: { kind: 'role', id: role.name },
    });
  await refuseDuplicate(insertRow(db, { name: role.name, menus: toJson(role.menus) }), taken);
}

export async function getRole(db: Db, name: string): Promise<Role | undefined> {
  const row = await byName.first(db, { name });
  return row === undefined ? undefined : toRole(row);
}

export async function listRoles(db: Db): Promise<Role[]> {
  return (await all.all(db, {})).map(toRole);
}

export async function updateRole(db: Db, role: Role): Promise<void> {
  await updateRow.run(db, { name: role.name, menus: toJson(role.menus) });
}

export async function removeRole(db: Db, name: string): Promise<void> {
  await deleteRow.run(db, { name });
}

export async function groupsWithRole(db: Db, role: string): Promise<string[]> {
  return (await groupNames.all(db, { role })).map(({ name }) => name);
}

export async function rolesOf(db: Db, groupId: string): Promise<Role[]> {
  return (await ofGroup.all(db, { groupId })).map(toRole);
}

function toRole(row: RolesTable): Role {
  return { name: row.name, menus: fromJson(row.menus) };
}
