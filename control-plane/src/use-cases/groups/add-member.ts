import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findUser } from '../users/find-user.ts';
import { menusOfGroup, requireReach } from '../users/require-reach.ts';
import { findGroup } from './find-group.ts';

/**
 * A user is in one Nano group at most.
 * @throws DomainError `not_found` for the group or the user, `already_exists` with reason `in_group`, `forbidden` for menus
 * that the caller lacks.
 */
export async function addMember(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { group: string; user: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  await ports.store.transaction(async (tx) => {
    const group = await findGroup(tx, input.group);
    const subject = { kind: 'group', id: group.id } as const;
    await requireReach(tx, ctx, await menusOfGroup(tx, group.id), { ...subject, name: group.name });
    const user = await findUser(tx, input.user);
    const known = await tx.users.groupOf(user.id);
    if (known) {
      throw new DomainError('already_exists', `user '${user.name}' is in group '${known.name}' already`, {
        reason: 'in_group',
        subject: { kind: 'user', id: user.id },
        details: { group: known.name },
      });
    }
    await tx.users.addMember(group.id, user.id);
    const details = { group: group.name, user: user.name, userId: user.id };
    await tx.audit.append(ctx, { action: 'add-member', subject, outcome: 'done', details });
  });
}
