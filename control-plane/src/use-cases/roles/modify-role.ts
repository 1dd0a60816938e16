import { checkMenus } from '../../domain/menu-rules.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { keepAdministrator } from '../users/keep-administrator.ts';
import { requireReach } from '../users/require-reach.ts';
import { findRole } from './find-role.ts';

/**
 * Replaces the role's menus; open sessions keep theirs.
 * @throws DomainError `not_found`, `invalid`, `forbidden` for menus that the caller lacks, `conflict` (`last_administrator`).
 */
export async function modifyRole(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { role: string; menus: readonly string[] },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  checkMenus(input.menus);
  const menus = [...new Set(input.menus)];
  await ports.store.transaction(async (tx) => {
    const { name, menus: before } = await findRole(tx, input.role);
    const subject = { kind: 'role', id: name } as const;
    await requireReach(tx, ctx, [...new Set([...before, ...menus])], { ...subject, name });
    await keepAdministrator(tx, () => tx.users.updateRole({ name, menus }));
    const details = { menus, before };
    await tx.audit.append(ctx, { action: 'modify-role', subject, outcome: 'done', details });
  });
}
