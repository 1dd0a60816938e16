import { administersProject } from '../../domain/rights.ts';
import type { VolumeAssignment } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Store } from '../ports/index.ts';

/** One in a project that the caller administers. @throws DomainError `forbidden`, `not_found`. */
export async function findVolumeAssignment(
  store: Pick<Store, 'volumes' | 'identity'>,
  ctx: Context,
  id: string,
): Promise<VolumeAssignment> {
  requireDesktopAdministrator(ctx);
  const number = /^\d{1,15}$/.test(id) ? Number(id) : 0;
  const found = await store.volumes.getAssignment(number);
  const project = found && (await store.identity.getProject(found.projectId));
  if (!found || !project || !administersProject(ctx.actor, project)) return missing('volume assignment', id);
  return found;
}
