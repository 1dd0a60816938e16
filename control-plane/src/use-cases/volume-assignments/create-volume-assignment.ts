import type { VolumeAssignment } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import { findHolders } from '../desktop-servers/find-holders.ts';
import { findDesktopProject } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Ports } from '../ports/index.ts';

/**
 * The volume is the user's in the project: whichever desktop of it he gets, it comes to that.
 * @throws DomainError `forbidden`, `not_found`, `already_exists` if he has one there.
 */
export async function createVolumeAssignment(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { readonly userId: string; readonly projectId: string; readonly volumeId: string },
): Promise<VolumeAssignment> {
  return store.transaction(async (tx) => {
    const { project } = await findDesktopProject(tx, ctx, input.projectId);
    await findHolders(tx, ctx, project, { users: [input.userId] });
    const volume = await tx.volumes.get(input.volumeId);
    if (volume?.projectId !== project.id) return missing('volume', input.volumeId);
    const made = await tx.volumes.assign(input);
    const subject = { kind: 'volume', id: volume.id };
    const details = { user: input.userId, project: project.id, assignment: made.id };
    await tx.audit.append(ctx, { action: 'create-volume-assignment', subject, outcome: 'done', details });
    return made;
  });
}
