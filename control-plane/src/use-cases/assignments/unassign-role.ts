import type { Assignment } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';
import { assignableRole } from './assignable.ts';

/** Tokens that lived by the role are refused from now on. @throws DomainError `not_found`, `forbidden`. */
export async function unassignRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  assignment: Assignment,
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const role = await assignableRole(tx, ctx, assignment);
    if (!(await tx.identity.unassign(assignment))) missing('role assignment', role.id);
    const { holder, target, inherited } = assignment;
    const details = { role: role.name, holder, target, inherited };
    await tx.audit.append(ctx, { action: 'unassign-role', subject: target, outcome: 'done', details });
  });
}
