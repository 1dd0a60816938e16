import type { Context } from '../context.ts';
import { roleOf } from '../identity/find.ts';
import { builtIn, requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';
import { isSeeded } from './modify-identity-role.ts';

/**
 * With its assignments; tokens that lived by it are refused from now on.
 * @throws DomainError `not_found`, `forbidden` (`built_in` for the roles that exist from the start).
 */
export async function deleteIdentityRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  requireAdministrator(ctx);
  await ports.store.transaction(async (tx) => {
    const role = await roleOf(tx, input.id);
    if (isSeeded(role)) throw builtIn('role', role.id, role.name);
    const { length } = await tx.identity.listAssignments({ roleId: role.id });
    await tx.identity.removeRole(role.id);
    const subject = { kind: 'identity-role', id: role.id };
    const details = { name: role.name, assignments: length };
    await tx.audit.append(ctx, { action: 'delete-identity-role', subject, outcome: 'done', details });
  });
}
