import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireReach } from '../users/require-reach.ts';
import { findRole } from './find-role.ts';

/** @throws DomainError `not_found`, `conflict` with reason `role_in_use`, `forbidden` for menus that the caller lacks. */
export async function deleteRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { role: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  await ports.store.transaction(async (tx) => {
    const { name, menus } = await findRole(tx, input.role);
    const subject = { kind: 'role', id: name } as const;
    await requireReach(tx, ctx, menus, { ...subject, name });
    const groups = await tx.users.groupsWithRole(name);
    if (groups.length > 0) {
      throw new DomainError('conflict', `role '${name}' is used by group '${groups[0]}'`, {
        reason: 'role_in_use',
        subject,
        details: { groups },
      });
    }
    await tx.users.removeRole(name);
    await tx.audit.append(ctx, { action: 'delete-role', subject, outcome: 'done', details: { menus } });
  });
}
