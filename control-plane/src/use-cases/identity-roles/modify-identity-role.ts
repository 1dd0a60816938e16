import { type IdentityRole, seededRoles } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { roleOf } from '../identity/find.ts';
import { builtIn, requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `not_found`, `forbidden` (`built_in` for the roles that exist from the start), `already_exists`. */
export async function modifyIdentityRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string; name?: string | undefined },
): Promise<IdentityRole> {
  requireAdministrator(ctx);
  return ports.store.transaction(async (tx) => {
    const before = await roleOf(tx, input.id);
    const role = { id: before.id, name: input.name ?? before.name };
    if (role.name === before.name) return role;
    if (isSeeded(before)) throw builtIn('role', before.id, before.name);
    await tx.identity.renameRole(role);
    const subject = { kind: 'identity-role', id: role.id };
    const details = { name: role.name, before: before.name };
    await tx.audit.append(ctx, { action: 'modify-identity-role', subject, outcome: 'done', details });
    return role;
  });
}

export function isSeeded({ name }: IdentityRole): boolean {
  return seededRoles.some((seeded) => seeded === name);
}
