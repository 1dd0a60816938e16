import { DomainError } from '../../../../proto/src/errors.ts';
import type { IdentityRole } from '../../domain/identity.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';

const insertRow = preparedInsert('identity_roles');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('identity_roles').selectAll().where('id', '=', id),
);
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('identity_roles').selectAll().where('name', '=', name),
);
const all = prepared((query) => query.selectFrom('identity_roles').selectAll().orderBy('name'));
const updateRow = prepared((query, { id, name }: IdentityRole) =>
  query.updateTable('identity_roles').set({ name }).where('id', '=', id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('identity_roles').where('id', '=', id),
);

export async function insertRole(db: Db, { id, name }: IdentityRole): Promise<void> {
  await refuseDuplicate(insertRow(db, { id, name }), () => nameTaken(name));
}

export async function getRole(db: Db, id: string): Promise<IdentityRole | undefined> {
  return byId.first(db, { id });
}

export async function findRole(db: Db, name: string): Promise<IdentityRole | undefined> {
  return byName.first(db, { name });
}

export async function listRoles(db: Db): Promise<IdentityRole[]> {
  return all.all(db, {});
}

export async function renameRole(db: Db, { id, name }: IdentityRole): Promise<void> {
  await refuseDuplicate(updateRow.run(db, { id, name }), () => nameTaken(name));
}

/** Its assignments go by the reference. */
export async function removeRole(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

function nameTaken(name: string): DomainError {
  const subject = { kind: 'role', id: name };
  return new DomainError('already_exists', `a role named '${name}' exists`, {
    reason: 'name_taken',
    subject,
  });
}
