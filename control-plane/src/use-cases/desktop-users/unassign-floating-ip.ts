import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { accountOf, missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/** @throws DomainError `forbidden`, `not_found`, also for a user without one. */
export async function unassignFloatingIp(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  { userId }: { userId: string },
): Promise<void> {
  requireDesktopAdministrator(ctx);
  await ports.store.transaction(async (tx) => {
    const user = await accountOf(tx, userId);
    if (!administersDomain(ctx.actor, user.domainId)) missing('user', userId);
    if (!(await tx.userFloatingIps.remove(userId))) missing('floating_ip', `of user ${userId}`);
    const subject = { kind: 'user', id: userId };
    await tx.audit.append(ctx, { action: 'unassign-floating-ip', subject, outcome: 'done' });
  });
}
