import { DomainError } from '../../../../proto/src/errors.ts';
import { defaultDomainId, type User } from '../../domain/user.ts';
import type { NewUser } from '../../use-cases/ports/user-store.ts';
import { toFlag } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { UsersTable } from '../tables/users.ts';
import { toUser } from './user-rows.ts';

export {
  findGroup,
  findUser,
  isMember,
  linkProject,
  listUsers,
  renameGroup,
  searchGroups,
  updateAccount,
} from './accounts.ts';
export {
  findGroupByName,
  getGroup,
  groupOf,
  insertGroup,
  listGroups,
  removeGroup,
  setVisibility,
  updateGroup,
} from './groups.ts';
export { insertIdentityDefaults } from './identity-defaults.ts';
export * from './members.ts';
export { ownedBy, renameOwner } from './ownership.ts';
export * from './roles.ts';
export * from './user-passwords.ts';

const insertRow = preparedInsert('users');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('users').selectAll().where('id', '=', id),
);
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('users').selectAll().where('domain_id', '=', defaultDomainId).where('name', '=', name),
);
const total = prepared((query) =>
  query.selectFrom('users').select((row) => row.fn.countAll<number>().as('total')),
);
const updateRow = prepared((query, row: { id: string; nick: string; mail: string }) =>
  query.updateTable('users').set({ nick: row.nick, mail: row.mail }).where('id', '=', row.id),
);
const deleteRow = prepared((query, { id }: { id: string }) => query.deleteFrom('users').where('id', '=', id));
const deleteAssignments = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('role_assignments').where('actor_kind', '=', 'user').where('actor_id', '=', id),
);
const names = prepared((query) =>
  query.selectFrom('users').select('name').where('domain_id', '=', defaultDomainId).orderBy('name'),
);
const namesWithoutNanoGroup = prepared((query) =>
  query
    .selectFrom('users')
    .leftJoin('group_members', (join) =>
      join.onRef('group_members.user_id', '=', 'users.id').on('group_members.nano', '=', 1),
    )
    .select('users.name')
    .where('domain_id', '=', defaultDomainId)
    .where('group_members.user_id', 'is', null)
    .orderBy('users.name'),
);

export async function count(db: Db): Promise<number> {
  return (await total.first(db, {}))?.total ?? 0;
}

export async function insert(db: Db, user: NewUser): Promise<void> {
  const row: UsersTable = {
    id: user.id,
    domain_id: user.domainId,
    name: user.name,
    nick: user.nick,
    mail: user.mail,
    enabled: toFlag(user.enabled),
    password_hash: user.passwordHash,
    created_at_ms: user.createdAtMs,
    description: user.description ?? '',
    default_project_id: user.defaultProjectId ?? null,
    password_changed_at_ms: user.createdAtMs,
    grace_logins_used: 0,
  };
  const nameTaken = () =>
    new DomainError('already_exists', `a user named '${user.name}' exists`, {
      reason: 'name_taken',
      subject: { kind: 'user', id: user.id },
    });
  await refuseDuplicate(insertRow(db, row), nameTaken);
}

export async function get(db: Db, id: string): Promise<User | undefined> {
  const row = await byId.first(db, { id });
  return row === undefined ? undefined : toUser(row);
}

export async function findByName(db: Db, name: string): Promise<User | undefined> {
  const row = await byName.first(db, { name });
  return row === undefined ? undefined : toUser(row);
}

export async function update(db: Db, id: string, change: { nick: string; mail: string }): Promise<void> {
  await updateRow.run(db, { id, ...change });
}

export async function remove(db: Db, id: string): Promise<void> {
  await db.atomic(async (tx) => {
    await deleteAssignments.run(tx, { id });
    await deleteRow.run(tx, { id });
  });
}

export async function listNames(db: Db): Promise<string[]> {
  return (await names.all(db, {})).map(({ name }) => name);
}

export async function namesWithoutGroup(db: Db): Promise<string[]> {
  return (await namesWithoutNanoGroup.all(db, {})).map(({ name }) => name);
}
