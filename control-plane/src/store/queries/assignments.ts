import type { Assignment, Target } from '../../domain/identity.ts';
import type { AssignmentFilter } from '../../use-cases/ports/identity-store.ts';
import { fromFlag, toFlag } from '../columns.ts';
import { compiled, type Db, queryBuilder } from '../db.ts';
import { isDuplicate } from '../errors.ts';
import { prepared, preparedInsert } from '../prepared.ts';
import type { RoleAssignmentsTable } from '../tables/role-assignments.ts';

const insertRow = preparedInsert('role_assignments');
const deleteRow = prepared((query, row: RoleAssignmentsTable) =>
  query
    .deleteFrom('role_assignments')
    .where('actor_kind', '=', row.actor_kind)
    .where('actor_id', '=', row.actor_id)
    .where('target_kind', '=', row.target_kind)
    .where('target_id', '=', row.target_id)
    .where('role_id', '=', row.role_id)
    .where('inherited', '=', row.inherited),
);
const deleteOn = prepared((query, { kind, id }: Target) =>
  query.deleteFrom('role_assignments').where('target_kind', '=', kind).where('target_id', '=', id),
);

export async function assign(db: Db, assignment: Assignment): Promise<boolean> {
  try {
    await insertRow(db, toRow(assignment));
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

export async function unassign(db: Db, assignment: Assignment): Promise<boolean> {
  return (await deleteRow.run(db, toRow(assignment))) > 0;
}

export async function removeAssignmentsOn(db: Db, { kind, id }: Target): Promise<void> {
  await deleteOn.run(db, { kind, id });
}

export async function listAssignments(db: Db, filter: AssignmentFilter): Promise<Assignment[]> {
  const { roleId, holder, target, inherited } = filter;
  let query = queryBuilder.selectFrom('role_assignments').selectAll();
  if (holder) query = query.where('actor_kind', '=', holder.kind).where('actor_id', '=', holder.id);
  if (target) query = query.where('target_kind', '=', target.kind).where('target_id', '=', target.id);
  if (roleId !== undefined) query = query.where('role_id', '=', roleId);
  if (inherited !== undefined) query = query.where('inherited', '=', toFlag(inherited));
  return (await db.all(compiled(query))).map((row) => ({
    roleId: row.role_id,
    holder: { kind: row.actor_kind, id: row.actor_id },
    target: { kind: row.target_kind, id: row.target_id },
    inherited: fromFlag(row.inherited),
  }));
}

function toRow({ roleId, holder, target, inherited }: Assignment): RoleAssignmentsTable {
  return {
    role_id: roleId,
    actor_kind: holder.kind,
    actor_id: holder.id,
    target_kind: target.kind,
    target_id: target.id,
    inherited: toFlag(inherited),
  };
}
