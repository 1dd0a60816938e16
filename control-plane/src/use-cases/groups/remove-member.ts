import { DomainError } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findUser } from '../users/find-user.ts';
import { keepAdministrator } from '../users/keep-administrator.ts';
import { menusOfGroup, requireReach } from '../users/require-reach.ts';
import { findGroup } from './find-group.ts';

/**
 * Ends the user's sessions too: nobody works without a group.
 * @throws DomainError `not_found` for the group, the user or the membership, `forbidden` for menus that the caller lacks,
 * `conflict` (`last_administrator`).
 */
export async function removeMember(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { group: string; user: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  await ports.store.transaction(async (tx) => {
    const { id, name } = await findGroup(tx, input.group);
    const subject = { kind: 'group', id } as const;
    await requireReach(tx, ctx, await menusOfGroup(tx, id), { ...subject, name });
    const user = await findUser(tx, input.user);
    if ((await tx.users.groupOf(user.id))?.id !== id) {
      throw new DomainError('not_found', `user '${user.name}' is not in group '${name}'`, {
        reason: 'not_in_group',
        subject: { kind: 'user', id: user.id },
      });
    }
    await keepAdministrator(tx, () => tx.users.removeMember(id, user.id));
    await tx.sessions.endOthers(user.id, null);
    const details = { group: name, user: user.name, userId: user.id };
    await tx.audit.append(ctx, { action: 'remove-member', subject, outcome: 'done', details });
  });
}
