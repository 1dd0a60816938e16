import { DomainError, type Subject } from '../../../../proto/src/errors.ts';
import { requireRight } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findUser } from './find-user.ts';
import { keepAdministrator } from './keep-administrator.ts';
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
    const { id, name } = await findUser(tx, input.user);
    const subject = { kind: 'user', id } as const;
    if (id !== ctx.actor.userId) {
      await requireReach(tx, ctx, await menusOfUser(tx, id), { ...subject, name });
    }
    const group = (await tx.users.groupOf(id))?.name ?? null;
    const owns = await tx.users.ownedBy(subject);
    await keepAdministrator(tx, () => tx.users.remove(id));
    if ((await tx.users.count()) === 0) throw lastUser(name, subject);
    await tx.sessions.endOthers(id, null);
    const details = { name, group, owns };
    await tx.audit.append(ctx, { action: 'delete-user', subject, outcome: 'done', details });
  });
}

/** Without any user the first run would be open to everybody again. */
function lastUser(name: string, subject: Subject): DomainError {
  return new DomainError('conflict', `user '${name}' is the last one`, { reason: 'last_user', subject });
}
