import { checkMenus } from '../../domain/menu-rules.ts';
import { checkAccountName } from '../../domain/names.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireReach } from '../users/require-reach.ts';

/** @throws DomainError `invalid`, `already_exists`, `forbidden` for menus that the caller lacks. */
export async function createRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { role: string; menus: readonly string[] },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  checkAccountName('role', input.role);
  checkMenus(input.menus);
  const role = { name: input.role, menus: [...new Set(input.menus)] };
  const subject = { kind: 'role', id: role.name } as const;
  await ports.store.transaction(async (tx) => {
    await requireReach(tx, ctx, role.menus, { ...subject, name: role.name });
    await tx.users.insertRole(role);
    const details = { menus: role.menus };
    await tx.audit.append(ctx, { action: 'create-role', subject, outcome: 'done', details });
  });
}
