import type { DesktopProject } from '../../domain/desktop.ts';
import type { Volume } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { addVolume } from './create-volume.ts';
import { volumeSubject } from './volume-access.ts';

const GiB = 2 ** 30;

/**
 * The user's volume in the project; where there is none, one is made as the project says. Null: the project has none for its
 * users, and this user was not given one. @throws DomainError `invalid` for a type that is gone.
 */
export async function ensureUserVolume(
  ports: Pick<Ports, 'store' | 'ids'>,
  ctx: Context,
  { projectId, userVolumes, volumeSizeGiB, volumeType }: DesktopProject,
  { id: userId, name }: { readonly id: string; readonly name: string },
): Promise<Volume | null> {
  return ports.store.transaction(async (tx) => {
    const known = await tx.volumes.assignmentOf(userId, projectId);
    const volume = known && (await tx.volumes.get(known.volumeId));
    if (volume) return volume;
    if (!userVolumes) return null;
    const sizeBytes = (volumeSizeGiB ?? 1) * GiB;
    const about = { name, description: '', sizeBytes, volumeType, projectId };
    const made = await addVolume(ports, tx, ctx, about);
    if (known) await tx.volumes.removeAssignment(known.id);
    await tx.volumes.assign({ userId, projectId, volumeId: made.id });
    const details = { project: projectId, user: userId, sizeBytes };
    const subject = volumeSubject(made);
    await tx.audit.append(ctx, { action: 'create-user-volume', subject, outcome: 'done', details });
    return made;
  });
}
