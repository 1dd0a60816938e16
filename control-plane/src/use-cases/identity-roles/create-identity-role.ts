import type { IdentityRole } from '../../domain/identity.ts';
import type { Context } from '../context.ts';
import { requireAdministrator } from '../identity/policy.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `forbidden`, `already_exists`. */
export async function createIdentityRole(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: { name: string },
): Promise<IdentityRole> {
  requireAdministrator(ctx);
  const role = { id: ports.ids.uuid(), name: input.name };
  await ports.store.transaction(async (tx) => {
    await tx.identity.insertRole(role);
    const subject = { kind: 'identity-role', id: role.id };
    const details = { name: role.name };
    await tx.audit.append(ctx, { action: 'create-identity-role', subject, outcome: 'done', details });
  });
  return role;
}
