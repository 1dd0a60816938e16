import { DomainError } from '../../../../proto/src/errors.ts';
import type { Domain } from '../../domain/identity.ts';
import { fromFlag, toFlag } from '../columns.ts';
import type { Db } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { DomainsTable } from '../tables/domains.ts';
import { removeAssignmentsOn } from './assignments.ts';
import { endScoped } from './tokens.ts';

const insertRow = preparedInsert('domains');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('domains').selectAll().where('id', '=', id),
);
const byName = prepared((query, { name }: { name: string }) =>
  query.selectFrom('domains').selectAll().where('name', '=', name),
);
const all = prepared((query) => query.selectFrom('domains').selectAll().orderBy('name'));
const updateRow = prepared((query, { id, name, description, enabled }: Omit<DomainsTable, 'created_at_ms'>) =>
  query.updateTable('domains').set({ name, description, enabled }).where('id', '=', id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('domains').where('id', '=', id),
);

export async function insertDomain(db: Db, domain: Domain): Promise<void> {
  const row: DomainsTable = {
    id: domain.id,
    name: domain.name,
    description: domain.description,
    enabled: toFlag(domain.enabled),
    created_at_ms: domain.createdAtMs,
  };
  await refuseDuplicate(insertRow(db, row), () => nameTaken(domain.name));
}

export async function getDomain(db: Db, id: string): Promise<Domain | undefined> {
  const row = await byId.first(db, { id });
  return row && toDomain(row);
}

export async function findDomain(db: Db, name: string): Promise<Domain | undefined> {
  const row = await byName.first(db, { name });
  return row && toDomain(row);
}

export async function listDomains(db: Db): Promise<Domain[]> {
  return (await all.all(db, {})).map(toDomain);
}

export async function updateDomain(db: Db, { id, name, description, enabled }: Domain): Promise<void> {
  const change = updateRow.run(db, { id, name, description, enabled: toFlag(enabled) });
  await refuseDuplicate(change, () => nameTaken(name));
}

export async function removeDomain(db: Db, id: string): Promise<void> {
  await db.atomic(async (tx) => {
    await removeAssignmentsOn(tx, { kind: 'domain', id });
    await endScoped(tx, { kind: 'domain', id });
    await deleteRow.run(tx, { id });
  });
}

function nameTaken(name: string): DomainError {
  const subject = { kind: 'domain', id: name };
  return new DomainError('already_exists', `a domain named '${name}' exists`, {
    reason: 'name_taken',
    subject,
  });
}

export function toDomain(row: DomainsTable): Domain {
  const { created_at_ms: createdAtMs, enabled, ...rest } = row;
  return { ...rest, enabled: fromFlag(enabled), createdAtMs };
}
