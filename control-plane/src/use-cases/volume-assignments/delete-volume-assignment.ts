import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { detachUserVolume } from '../volumes/detach-user-volume.ts';
import { followVolumes } from '../volumes/follow-volumes.ts';
import { findVolumeAssignment } from './volume-assignment-access.ts';

/** The volume stays, but at no desktop of the user's. @throws DomainError `forbidden`, `not_found`. */
export async function deleteVolumeAssignment(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'ids' | 'clock'>,
  ctx: Context,
  input: { id: string },
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const { id, userId, projectId, volumeId } = await findVolumeAssignment(tx, ctx, input.id);
    const { guestId } = (await tx.volumes.get(volumeId)) ?? { guestId: null };
    if (guestId !== null) await detachUserVolume(tx, userId, guestId);
    await tx.volumes.removeAssignment(id);
    const subject = { kind: 'volume', id: volumeId };
    const details = { user: userId, project: projectId };
    await tx.audit.append(ctx, { action: 'delete-volume-assignment', subject, outcome: 'done', details });
  });
  await followVolumes(ports);
}
