import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findUser } from './find-user.ts';
import { menusOfUser, requireReach } from './require-reach.ts';

/**
 * What is empty stays as it is.
 * @throws DomainError `not_found`, `forbidden` if the user has menus that the caller lacks.
 */
export async function modifyUser(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { user: string; nick: string; mail: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  await ports.store.transaction(async (tx) => {
    const { id, name, nick, mail } = await findUser(tx, input.user);
    const subject = { kind: 'user', id } as const;
    if (id !== ctx.actor.userId) {
      await requireReach(tx, ctx, await menusOfUser(tx, id), { ...subject, name });
    }
    await tx.users.update(id, { nick: input.nick || nick, mail: input.mail || mail });
    await tx.audit.append(ctx, { action: 'modify-user', subject, outcome: 'done', details: { name } });
  });
}
