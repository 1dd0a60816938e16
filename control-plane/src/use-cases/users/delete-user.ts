import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findUser } from './find-user.ts';
import { removeUser } from './remove-user.ts';
import { menusOfUser, requireReach } from './require-reach.ts';

/**
 * Removes the user with his membership and ends all his sessions, at once. What he owns stays; the audit row tells how much
 * that is.
 * @throws DomainError `not_found`, `forbidden` if he has menus that the caller lacks, `conflict` (`last_administrator`,
 * `last_user`).
 */
export async function deleteUser(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { user: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  await ports.store.transaction(async (tx) => {
    const user = await findUser(tx, input.user);
    if (user.id !== ctx.actor.userId) {
      const subject = { kind: 'user', id: user.id, name: user.name } as const;
      await requireReach(tx, ctx, await menusOfUser(tx, user.id), subject);
    }
    await removeUser(tx, ctx, user);
  });
}
