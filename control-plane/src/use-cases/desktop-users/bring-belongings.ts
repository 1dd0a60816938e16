import { DomainError } from '../../../../proto/src/errors.ts';
import type { Context } from '../context.ts';
import { isAmong } from '../desktop-servers/release-desktop.ts';
import { followFloatingIp } from '../floating-ips/follow-floating-ips.ts';
import { leadAwayFrom, leadUserFloatingIp } from '../floating-ips/lead-user-floating-ip.ts';
import {
  attachUserVolume,
  type UserVolumeOutcome,
  type UserVolumePorts,
  type UserVolumeRequest,
} from '../volumes/attach-user-volume.ts';
import { detachUserVolume, detachVolumesOf } from '../volumes/detach-user-volume.ts';
import { followVolumes } from '../volumes/follow-volumes.ts';

const waitMs = 30_000;

/**
 * What is the user's own comes to the desktop that he gets: his floating IP, and his volume. On a personal desktop nobody
 * else's stays. Safe to repeat, and never a reason not to get the desktop.
 * @returns what became of the volume. @throws what `signal` was aborted with.
 */
export async function bringBelongings(
  ports: UserVolumePorts,
  ctx: Context,
  request: UserVolumeRequest,
  signal: AbortSignal,
): Promise<UserVolumeOutcome> {
  if (await hasNothing(ports, request)) return { outcome: 'none' };
  const { userId, serverId, projectId } = request;
  const floatingIpId = await ports.store.transaction(async (tx) => {
    const isPersonal = (await tx.desktops.getProject(projectId))?.mode === 'standard';
    const isOwn = async (id: string) => id === userId;
    if (isPersonal) await detachVolumesOf(tx, serverId, isOwn);
    if (isPersonal) await leadAwayFrom(tx, serverId, isOwn);
    return leadUserFloatingIp(tx, userId, serverId);
  });
  await followVolumes(ports);
  const outcome = await attachUserVolume(ports, ctx, request, signal);
  if (floatingIpId !== null) await leadSoon(ports, floatingIpId, signal);
  await leaveIfLost(ports, request);
  if (outcome.outcome === 'skipped') await tellAudit(ports, ctx, request, outcome);
  return outcome;
}

/** Neither the user has anything to bring, nor has anybody left anything there. */
async function hasNothing(
  { store }: UserVolumePorts,
  { userId, serverId, projectId }: UserVolumeRequest,
): Promise<boolean> {
  if ((await store.desktops.getProject(projectId))?.userVolumes) return false;
  if (await store.volumes.assignmentOf(userId, projectId)) return false;
  if (await store.userFloatingIps.get(userId)) return false;
  if ((await store.userFloatingIps.leadingTo(serverId)).length > 0) return false;
  return (await store.volumes.list({ guestId: serverId })).length === 0;
}

/** The desktop may have been taken from him while his volume was on its way. */
async function leaveIfLost(
  { store }: UserVolumePorts,
  { userId, serverId }: UserVolumeRequest,
): Promise<void> {
  await store.transaction(async (tx) => {
    const holders = (await tx.desktops.assignmentsOf(serverId)).map(({ holder }) => holder);
    if (await isAmong(tx, userId, holders)) return;
    await detachUserVolume(tx, userId, serverId);
    await leadAwayFrom(tx, serverId, async (id) => id !== userId);
  });
}

async function tellAudit(
  { store }: UserVolumePorts,
  ctx: Context,
  { userId, serverId }: UserVolumeRequest,
  { reason, message }: { readonly reason: string; readonly message: string },
): Promise<void> {
  const subject = { kind: 'server', id: serverId };
  const details = { user: userId, reason, message };
  await store.transaction((tx) =>
    tx.audit.append(ctx, { action: 'attach-user-volume', subject, outcome: 'failed', details }),
  );
}

/** Away from the desktop before, and here; what can not be done now is done later. */
async function leadSoon(ports: UserVolumePorts, id: string, signal: AbortSignal): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    const one = await ports.store.userFloatingIps.find(id);
    if (one === undefined || one.guestId === one.wantedGuestId) return;
    const operation = await begin(ports, one);
    if (operation === null) return;
    try {
      await ports.operations.finished(operation, { timeoutMs: waitMs, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DomainError) return;
      throw error;
    }
  }
}

/** The operation, or the one that is in the way; null: it has to wait. */
async function begin(
  ports: UserVolumePorts,
  one: Parameters<typeof followFloatingIp>[1],
): Promise<string | null> {
  try {
    return (await followFloatingIp(ports, one))?.id ?? null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const inTheWay = error.details?.operation;
    return typeof inTheWay === 'string' ? inTheWay : null;
  }
}
