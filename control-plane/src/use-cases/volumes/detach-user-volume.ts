import type { Store } from '../ports/index.ts';

/**
 * The user's volumes leave the desktop, or any if none is named: `followVolumes` has its guest let go of them. Data disks that
 * are nobody's own stay. Call inside a transaction.
 */
export async function detachUserVolume(tx: Store, userId: string, serverId: string | null): Promise<void> {
  for (const { volumeId } of await tx.volumes.listAssignments({ userIds: [userId] })) {
    const volume = await tx.volumes.get(volumeId);
    const isThere = serverId === null ? volume?.guestId != null : volume?.guestId === serverId;
    if (isThere) await giveUp(tx, volumeId);
  }
}

/** Those of users who have the desktop no more. @param stays whether a user has it still. */
export async function detachVolumesOf(
  tx: Store,
  serverId: string,
  stays: (userId: string) => Promise<boolean>,
): Promise<void> {
  for (const { id } of await tx.volumes.list({ guestId: serverId })) {
    const owners = await tx.volumes.listAssignments({ volumeIds: [id] });
    let isKept = owners.length === 0;
    for (const { userId } of owners) isKept ||= await stays(userId);
    if (!isKept) await giveUp(tx, id);
  }
}

async function giveUp(tx: Store, volumeId: string): Promise<void> {
  await tx.volumes.claim(volumeId, ['in-use', 'attaching'], { state: 'detaching', dueAtMs: 0 });
}
