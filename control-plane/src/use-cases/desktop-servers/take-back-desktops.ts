import type { DesktopHolder } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import { leadUserFloatingIp } from '../floating-ips/lead-user-floating-ip.ts';
import type { Store } from '../ports/index.ts';
import { detachUserVolume } from '../volumes/detach-user-volume.ts';
import { releaseDesktop } from './release-desktop.ts';

/**
 * Whoever goes, or may no longer log in, gives back his desktops, his floating IP and his volumes; his sessions and requests
 * end.
 */
export async function takeBackDesktops(tx: Store, ctx: Context, holder: DesktopHolder): Promise<void> {
  for (const { serverId, projectId } of await tx.desktops.assignmentsTo(holder)) {
    await releaseDesktop(tx, ctx, { id: serverId, projectId }, holder);
    const subject = { kind: 'server', id: serverId };
    await tx.audit.append(ctx, { action: 'release-desktop', subject, outcome: 'done', details: { holder } });
  }
  if (holder.kind === 'group') return;
  await failRequests(tx, ctx, holder.id);
  await tx.desktopSessions.closeAll({ userId: holder.id }, ctx.nowMs);
  await detachUserVolume(tx, holder.id, null);
  await leadUserFloatingIp(tx, holder.id, null);
  await tx.userFloatingIps.remove(holder.id);
}

async function failRequests(tx: Store, { nowMs }: Context, userId: string): Promise<void> {
  const user = await tx.users.get(userId);
  const domain = user && (await tx.identity.getDomain(user.domainId));
  const data = { user_name: user?.name ?? '', domain_name: domain?.name ?? '' };
  await tx.desktopRequests.failOfUser(userId, { reason: 'user_not_found', data }, nowMs);
}
