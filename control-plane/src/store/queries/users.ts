import { DomainError } from '../../../../proto/src/errors.ts';
import { defaultDomainId, type User } from '../../domain/user.ts';
import { fromFlag, toFlag } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { UsersTable } from '../tables/users.ts';

export { addMember, findGroupByName, getGroup, groupOf, insertGroup, insertRole, rolesOf } from './groups.ts';
export { insertIdentityDefaults } from './identity-defaults.ts';

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
const updatePassword = prepared((query, { id, passwordHash }: { id: string; passwordHash: string }) =>
  query.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', id),
);

export async function count(db: Db): Promise<number> {
  return (await total.first(db, {}))?.total ?? 0;
}

export async function insert(db: Db, user: User): Promise<void> {
  const row: UsersTable = {
    id: user.id,
    domain_id: user.domainId,
    name: user.name,
    nick: user.nick,
    mail: user.mail,
    enabled: toFlag(user.enabled),
    password_hash: user.passwordHash,
    created_at_ms: user.createdAtMs,
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

export async function setPasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await updatePassword.run(db, { id, passwordHash });
}

function toUser(row: UsersTable): User {
  return {
    id: row.id,
    domainId: row.domain_id,
    name: row.name,
    nick: row.nick,
    mail: row.mail,
    enabled: fromFlag(row.enabled),
    passwordHash: row.password_hash,
    createdAtMs: row.created_at_ms,
  };
}
