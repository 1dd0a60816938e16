import { administersDomain } from '../../domain/rights.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { type FollowPorts, followFloatingIps } from '../floating-ips/follow-floating-ips.ts';
import { leadUserFloatingIp } from '../floating-ips/lead-user-floating-ip.ts';
import { accountOf, missing } from '../identity/find.ts';

/**
 * The floating IP is the user's from now on; if he works with a desktop, it leads there.
 * @param input.replace in place of the one that he has, if he has one.
 * @throws DomainError `forbidden`, `not_found`, `already_exists` (`floating_ip_taken`).
 */
export async function assignFloatingIp(
  ports: FollowPorts,
  ctx: Context,
  input: { readonly userId: string; readonly floatingIpId: string; readonly replace: boolean },
): Promise<void> {
  requireDesktopAdministrator(ctx);
  const { userId, floatingIpId } = input;
  await ports.store.transaction(async (tx) => {
    const user = await accountOf(tx, userId);
    if (!administersDomain(ctx.actor, user.domainId)) missing('user', userId);
    if (!(await tx.userFloatingIps.find(floatingIpId))) missing('floating_ip', floatingIpId);
    if (input.replace) await leadUserFloatingIp(tx, userId, null);
    if (input.replace) await tx.userFloatingIps.remove(userId);
    await tx.userFloatingIps.assign({ userId, floatingIpId });
    const [session] = await tx.desktopSessions.list({ userIds: [userId], open: true });
    if (session) await leadUserFloatingIp(tx, userId, session.serverId);
    const subject = { kind: 'user', id: userId };
    const details = { floatingIp: floatingIpId };
    await tx.audit.append(ctx, { action: 'assign-floating-ip', subject, outcome: 'done', details });
  });
  await followFloatingIps(ports);
}
