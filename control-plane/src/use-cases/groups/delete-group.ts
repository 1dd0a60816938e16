import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { takeBackDesktops } from '../desktop-servers/take-back-desktops.ts';
import type { Ports } from '../ports/index.ts';
import { menusOfGroup, requireReach } from '../users/require-reach.ts';
import { findGroup } from './find-group.ts';

/**
 * What belongs to the group stays; the audit row tells how much that is.
 * @throws DomainError `not_found`, `conflict` with reason `group_not_empty` while it has members, `forbidden` for menus that
 * the caller lacks.
 */
export async function deleteGroup(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { group: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  await ports.store.transaction(async (tx) => {
    const { id, name } = await findGroup(tx, input.group);
    const subject = { kind: 'group', id } as const;
    await requireReach(tx, ctx, await menusOfGroup(tx, id), { ...subject, name });
    const { length } = await tx.users.membersOf(id);
    if (length > 0) {
      throw new DomainError('conflict', `group '${name}' still has ${length} member(s)`, {
        reason: 'group_not_empty',
        subject,
        details: { members: length },
      });
    }
    const owns = await tx.users.ownedBy(subject);
    await takeBackDesktops(tx, ctx, subject);
    await tx.users.removeGroup(id);
    const details = { name, owns };
    await tx.audit.append(ctx, { action: 'delete-group', subject, outcome: 'done', details });
  });
}
