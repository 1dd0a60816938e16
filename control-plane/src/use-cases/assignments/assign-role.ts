import type { Assignment } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { assignableRole } from './assignable.ts';

/** Doing it again changes nothing. @throws DomainError `not_found`, `forbidden`. */
export async function assignRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  assignment: Assignment,
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const role = await assignableRole(tx, ctx, assignment);
    if (!(await tx.identity.assign(assignment))) return;
    const { holder, target, inherited } = assignment;
    const details = { role: role.name, holder, target, inherited };
    await tx.audit.append(ctx, { action: 'assign-role', subject: target, outcome: 'done', details });
  });
}
