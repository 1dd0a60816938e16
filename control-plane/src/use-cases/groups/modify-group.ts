import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { keepAdministrator } from '../users/keep-administrator.ts';
import { menusOfGroup, requireReach } from '../users/require-reach.ts';
import { findGroup } from './find-group.ts';
import { menusOfNamedRoles } from './named-roles.ts';

/**
 * Replaces the display name and all roles; open sessions keep their menus.
 * @throws DomainError `not_found` for the group or a role, `forbidden` for menus that the caller lacks,
 * `conflict` (`last_administrator`).
 */
export async function modifyGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { group: string; display: string; roles: readonly string[] },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  const { display } = input;
  const roles = [...new Set(input.roles)];
  await ports.store.transaction(async (tx) => {
    const { id, name, roles: before } = await findGroup(tx, input.group);
    const subject = { kind: 'group', id } as const;
    const menus = [...(await menusOfGroup(tx, id)), ...(await menusOfNamedRoles(tx, roles))];
    await requireReach(tx, ctx, [...new Set(menus)], { ...subject, name });
    await keepAdministrator(tx, () => tx.users.updateGroup(id, { display, roles }));
    const details = { name, roles, before };
    await tx.audit.append(ctx, { action: 'modify-group', subject, outcome: 'done', details });
  });
}
