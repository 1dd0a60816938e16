import { requireRight } from '../../domain/rights.ts';
import { requireInteractive } from '../api-tokens/require-interactive.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findUser } from '../users/find-user.ts';
import { menusOfUser, requireReach } from '../users/require-reach.ts';

/**
 * Takes the second factor from a user who lost his device and his recovery codes.
 * @throws DomainError `not_found`, `forbidden` if he has menus that the caller lacks.
 */
export async function resetSecondFactor(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { user }: { user: string },
): Promise<void> {
  requireRight(ctx.actor, 'users.manage');
  requireInteractive(ctx.actor);
  await ports.store.transaction(async (tx) => {
    const { id, name } = await findUser(tx, user);
    const subject = { kind: 'user', id } as const;
    await requireReach(tx, ctx, await menusOfUser(tx, id), { ...subject, name });
    await tx.secondFactors.remove(id);
    await tx.audit.append(ctx, { action: 'reset-second-factor', subject, outcome: 'done' });
  });
}
