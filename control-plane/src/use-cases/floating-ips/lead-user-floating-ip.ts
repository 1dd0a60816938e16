import type { Store } from '../ports/index.ts';

/** The user's floating IP, if he has one, leads to the desktop from now on; null: nowhere. `followFloatingIps` has it done. */
export async function leadUserFloatingIp(
  tx: Store,
  userId: string,
  serverId: string | null,
): Promise<string | null> {
  const own = await tx.userFloatingIps.get(userId);
  if (own === undefined) return null;
  await tx.userFloatingIps.lead(own.floatingIpId, { wantedGuestId: serverId, dueAtMs: 0 });
  return own.floatingIpId;
}

/** Those of users who have the desktop no more lead nowhere. @param stays whether a user has it still. */
export async function leadAwayFrom(
  tx: Store,
  serverId: string,
  stays: (userId: string) => Promise<boolean>,
): Promise<void> {
  for (const { id, userId, wantedGuestId } of await tx.userFloatingIps.leadingTo(serverId))
    if (wantedGuestId === serverId && !(userId !== null && (await stays(userId))))
      await tx.userFloatingIps.lead(id, { wantedGuestId: null, dueAtMs: 0 });
}

/** The guest is gone, and nothing leads to it. */
export async function leadNowhere(tx: Store, guestId: string): Promise<void> {
  for (const one of await tx.userFloatingIps.leadingTo(guestId))
    await tx.userFloatingIps.lead(one.id, {
      guestId: one.guestId === guestId ? null : one.guestId,
      wantedGuestId: one.wantedGuestId === guestId ? null : one.wantedGuestId,
    });
}
