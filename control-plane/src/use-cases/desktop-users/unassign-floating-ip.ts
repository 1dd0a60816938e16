import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { type FollowPorts, followFloatingIps } from '../floating-ips/follow-floating-ips.ts';
import { leadUserFloatingIp } from '../floating-ips/lead-user-floating-ip.ts';
import { accountOf, missing } from '../identity/find.ts';

/** It leads nowhere any more. @throws DomainError `forbidden`, `not_found`, also for a user without one. */
export async function unassignFloatingIp(
  ports: FollowPorts,
  ctx: Context,
  { userId }: { userId: string },
): Promise<void> {
  requireDesktopAdministrator(ctx);
  await ports.store.transaction(async (tx) => {
    const user = await accountOf(tx, userId);
    if (!administersDomain(ctx.actor, user.domainId)) missing('user', userId);
    await leadUserFloatingIp(tx, userId, null);
    if (!(await tx.userFloatingIps.remove(userId))) missing('floating_ip', `of user ${userId}`);
    const subject = { kind: 'user', id: userId };
    await tx.audit.append(ctx, { action: 'unassign-floating-ip', subject, outcome: 'done' });
  });
  await followFloatingIps(ports);
}
