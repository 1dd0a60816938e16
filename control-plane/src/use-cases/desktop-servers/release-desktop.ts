import { type DesktopHolder, type DesktopServer, releasePolicyOf } from '../../domain/desktop.ts';
import type { Context } from '../context.ts';
import { leadAwayFrom } from '../floating-ips/lead-user-floating-ip.ts';
import type { Store } from '../ports/index.ts';
import { detachVolumesOf } from '../volumes/detach-user-volume.ts';
import { unassignDesktop } from './assign-desktop.ts';

/**
 * Takes the desktop from the holder; of those who have it no more the sessions end, with ways to its screen that they have not
 * used, and their volumes and floating IPs leave it. Given back by the last one, it is `releasing` until `followReleases` has done what its project's policy says; with the policy `keep` it is free at once.
 * Call inside the transaction that audits, and `followReleases` after it.
 * @returns false if the holder does not have it.
 */
export async function releaseDesktop(
  tx: Store,
  ctx: Context,
  server: Pick<DesktopServer, 'id' | 'projectId'>,
  holder: DesktopHolder,
): Promise<boolean> {
  if (!(await unassignDesktop(tx, ctx, server, holder))) return false;
  const left = (await tx.desktops.assignmentsOf(server.id)).map((one) => one.holder);
  await endSessions(tx, ctx, server.id, left);
  const stays = (userId: string) => isAmong(tx, userId, left);
  if (holder.kind === 'user' && !(await stays(holder.id))) await tx.channels.removeOf(server.id, holder.id);
  await detachVolumesOf(tx, server.id, stays);
  await leadAwayFrom(tx, server.id, stays);
  if (left.length > 0) return true;
  const state = (await tx.desktops.getServer(server.id))?.state;
  const project = await tx.desktops.getProject(server.projectId);
  const policy = project && releasePolicyOf(project);
  // One that is being built was nobody's yet.
  if (state === 'ready' && policy !== 'keep') await tx.desktops.setServerState(server.id, 'releasing');
  return true;
}

async function endSessions(
  tx: Store,
  { nowMs }: Context,
  serverId: string,
  left: readonly DesktopHolder[],
): Promise<void> {
  for (const { id, userId } of await tx.desktopSessions.list({ serverIds: [serverId], open: true }))
    if (!(await isAmong(tx, userId, left))) {
      await tx.desktopSessions.close(id, nowMs);
      await tx.channels.removeOf(serverId, userId);
    }
}

/** Whether the user has what these have, himself or by a group. */
export async function isAmong(
  store: Pick<Store, 'users'>,
  userId: string,
  holders: readonly DesktopHolder[],
): Promise<boolean> {
  for (const { kind, id } of holders) {
    if (kind === 'user' && id === userId) return true;
    if (kind === 'group' && (await store.users.isMember(id, userId))) return true;
  }
  return false;
}
