/** Users and groups of any domain, as the identity API sees them. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { Group, User } from '../../domain/user.ts';
import type { GroupFilter, UserFilter } from '../../use-cases/ports/user-store.ts';
import { toFlag } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared } from '../prepared.ts';
import type { GroupsTable } from '../tables/groups.ts';
import type { UsersTable } from '../tables/users.ts';
import { withRoles } from './groups.ts';
import { toUser } from './user-rows.ts';

const userByName = prepared((query, { domainId, name }: { domainId: string; name: string }) =>
  query.selectFrom('users').selectAll().where('domain_id', '=', domainId).where('name', '=', name),
);
const groupByName = prepared((query, { domainId, name }: { domainId: string; name: string }) =>
  query.selectFrom('groups').selectAll().where('domain_id', '=', domainId).where('name', '=', name),
);
type Account = Pick<UsersTable, 'id' | 'name' | 'mail' | 'enabled' | 'description' | 'default_project_id'>;
const updateRow = prepared((query, row: Account) =>
  query
    .updateTable('users')
    .set({
      name: row.name,
      mail: row.mail,
      enabled: row.enabled,
      description: row.description,
      default_project_id: row.default_project_id,
    })
    .where('id', '=', row.id),
);
const renameRow = prepared((query, { id, name, display }: Pick<GroupsTable, 'id' | 'name' | 'display'>) =>
  query.updateTable('groups').set({ name, display }).where('id', '=', id),
);
const linkRow = prepared((query, { id, projectId }: { id: string; projectId: string | null }) =>
  query.updateTable('groups').set({ project_id: projectId }).where('id', '=', id),
);
const membership = prepared((query, { groupId, userId }: { groupId: string; userId: string }) =>
  query
    .selectFrom('group_members')
    .select('user_id')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId),
);

export async function findUser(db: Db, domainId: string, name: string): Promise<User | undefined> {
  const row = await userByName.first(db, { domainId, name });
  return row && toUser(row);
}

export async function listUsers(db: Db, filter: UserFilter): Promise<User[]> {
  const { domainId, name, enabled, groupId, mail } = filter;
  let query = queryBuilder.selectFrom('users').selectAll();
  if (domainId !== undefined) query = query.where('domain_id', '=', domainId);
  if (name !== undefined) query = query.where('name', '=', name);
  if (mail !== undefined) query = query.where('mail', '=', mail);
  if (enabled !== undefined) query = query.where('enabled', '=', toFlag(enabled));
  if (groupId !== undefined) {
    query = query.where('id', 'in', (row) =>
      row.selectFrom('group_members').select('user_id').where('group_id', '=', groupId),
    );
  }
  return (await db.all(compiled(query.orderBy('name').orderBy('id')))).map(toUser);
}

export async function updateAccount(db: Db, user: User): Promise<void> {
  const { id, name, mail, enabled, description, defaultProjectId } = user;
  const row = { id, name, mail, enabled: toFlag(enabled), description, default_project_id: defaultProjectId };
  await refuseDuplicate(updateRow.run(db, row), () => nameTaken('user', name));
}

export async function findGroup(db: Db, domainId: string, name: string): Promise<Group | undefined> {
  return withRoles(db, await groupByName.first(db, { domainId, name }));
}

export async function searchGroups(db: Db, filter: GroupFilter): Promise<Group[]> {
  const { domainId, name, userId } = filter;
  let query = queryBuilder.selectFrom('groups').selectAll();
  if (domainId !== undefined) query = query.where('domain_id', '=', domainId);
  if (name !== undefined) query = query.where('name', '=', name);
  if (userId !== undefined) {
    query = query.where('id', 'in', (row) =>
      row.selectFrom('group_members').select('group_id').where('user_id', '=', userId),
    );
  }
  const groups: Group[] = [];
  for (const row of await db.all(compiled(query.orderBy('name').orderBy('id')))) {
    const group = await withRoles(db, row);
    if (group) groups.push(group);
  }
  return groups;
}

export async function renameGroup(
  db: Db,
  id: string,
  change: { name: string; display: string },
): Promise<void> {
  await refuseDuplicate(renameRow.run(db, { id, ...change }), () => nameTaken('group', change.name));
}

export async function linkProject(db: Db, groupId: string, projectId: string | null): Promise<void> {
  await linkRow.run(db, { id: groupId, projectId });
}

export async function isMember(db: Db, groupId: string, userId: string): Promise<boolean> {
  return (await membership.first(db, { groupId, userId })) !== undefined;
}

function nameTaken(kind: 'user' | 'group', name: string): DomainError {
  return new DomainError('already_exists', `a ${kind} named '${name}' exists in this domain`, {
    reason: 'name_taken',
    subject: { kind, id: name },
  });
}
