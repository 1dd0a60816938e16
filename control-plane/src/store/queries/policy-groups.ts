import { DomainError } from '../../../../proto/src/errors.ts';
import type { PolicyGroup } from '../../domain/policy.ts';
import type { PolicyGroupFilter } from '../../use-cases/ports/policy-store.ts';
import { fromFlag, fromJson, toFlag, toJson } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { refuseDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { PolicyGroupsTable } from '../tables/policy-groups.ts';

const insertRow = preparedInsert('policy_groups');
const byId = prepared((query, { id }: { id: string }) =>
  query.selectFrom('policy_groups').selectAll().where('id', '=', id),
);
const deleteRow = prepared((query, { id }: { id: string }) =>
  query.deleteFrom('policy_groups').where('id', '=', id),
);

export async function insert(db: Db, group: PolicyGroup): Promise<void> {
  await refuseDuplicate(insertRow(db, toRow(group)), () => nameTaken(group));
}

export async function get(db: Db, id: string): Promise<PolicyGroup | undefined> {
  const row = await byId.first(db, { id });
  return row && toPolicyGroup(row);
}

export async function list(db: Db, filter: PolicyGroupFilter): Promise<PolicyGroup[]> {
  const { seenBy, owner, group } = filter;
  let query = queryBuilder.selectFrom('policy_groups').selectAll().orderBy('name');
  if (seenBy !== undefined) {
    query = query.where((row) => row.or([row('global', '=', 1), row('owner_id', '=', seenBy)]));
  }
  if (owner !== undefined) query = query.where('owner', '=', owner);
  if (group !== undefined) query = query.where('group_name', '=', group);
  if (filter.enabledOnly) query = query.where('enabled', '=', 1);
  if (filter.globalOnly) query = query.where('global', '=', 1);
  return (await db.all(compiled(query))).map(toPolicyGroup);
}

export async function update(db: Db, group: PolicyGroup): Promise<void> {
  const { id, created_at_ms: _, ...row } = toRow(group);
  const query = compiled(queryBuilder.updateTable('policy_groups').set(row).where('id', '=', id));
  await refuseDuplicate(db.run(query), () => nameTaken(group));
}

export async function remove(db: Db, id: string): Promise<void> {
  await deleteRow.run(db, { id });
}

function nameTaken({ id, name }: PolicyGroup): DomainError {
  return new DomainError('already_exists', `a security policy group named '${name}' exists`, {
    reason: 'name_taken',
    subject: { kind: 'policy-group', id },
  });
}

function toRow(group: PolicyGroup): PolicyGroupsTable {
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    owner_id: group.ownerId,
    owner: group.owner,
    group_id: group.groupId,
    group_name: group.group,
    enabled: toFlag(group.enabled),
    global: toFlag(group.global),
    default_action: group.defaultAction,
    rules: toJson(group.rules),
    created_at_ms: group.createdAtMs,
    modified_at_ms: group.modifiedAtMs,
  };
}

function toPolicyGroup(row: PolicyGroupsTable): PolicyGroup {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    ownerId: row.owner_id,
    owner: row.owner,
    groupId: row.group_id,
    group: row.group_name,
    enabled: fromFlag(row.enabled),
    global: fromFlag(row.global),
    defaultAction: row.default_action === 'accept' ? 'accept' : 'reject',
    rules: fromJson(row.rules),
    createdAtMs: row.created_at_ms,
    modifiedAtMs: row.modified_at_ms,
  };
}
