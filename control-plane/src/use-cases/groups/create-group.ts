import { checkAccountName } from '../../domain/names.ts';
import { requireRight } from '../../domain/rights.ts';
import { defaultDomainId } from '../../domain/user.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireReach } from '../users/require-reach.ts';
import { menusOfNamedRoles } from './named-roles.ts';

/** @throws DomainError `invalid`, `already_exists`, `not_found` for an unknown role, `forbidden` for menus that the caller lacks. */
export async function createGroup(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  input: { group: string; display: string; roles: readonly string[] },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  const { group: name, display } = input;
  checkAccountName('group', name);
  const roles = [...new Set(input.roles)];
  const id = ports.ids.uuid();
  const subject = { kind: 'group', id } as const;
  const visibility = { instances: false, mediaImages: false, diskImages: false };
  await ports.store.transaction(async (tx) => {
    await requireReach(tx, ctx, await menusOfNamedRoles(tx, roles), { ...subject, name });
    const group = { id, domainId: defaultDomainId, name, display, nano: true, roles, visibility };
    await tx.users.insertGroup(group);
    const details = { name, roles };
    await tx.audit.append(ctx, { action: 'create-group', subject, outcome: 'done', details });
  });
}
