/** Who may do what with volumes: whoever administers their project. For others they do not exist. */
import { DomainError, type Subject } from '../../../../proto/src/errors.ts';
import { administersProject, isAdministrator } from '../../domain/rights.ts';
import type { Volume } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import { requireDesktopAdministrator } from '../desktops/desktop-access.ts';
import { missing } from '../identity/find.ts';
import type { Store, VolumeFilter } from '../ports/index.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function findVolume(
  store: Pick<Store, 'volumes' | 'identity'>,
  ctx: Context,
  id: string,
): Promise<Volume> {
  requireDesktopAdministrator(ctx);
  const volume = await store.volumes.get(id);
  const project = volume && (await store.identity.getProject(volume.projectId));
  if (!volume || !project || !administersProject(ctx.actor, project)) return missing('volume', id);
  return volume;
}

/** Whose volumes lists show; all of it absent: everybody's. @throws DomainError `forbidden`. */
export function volumeReach(ctx: Context): Pick<VolumeFilter, 'domainId' | 'projectIds'> {
  requireDesktopAdministrator(ctx);
  if (isAdministrator(ctx.actor)) return {};
  const { domain, project } = ctx.actor.identity ?? {};
  return domain ? { domainId: domain.id } : { projectIds: project ? [project.id] : [] };
}

export function volumeSubject({ id }: Pick<Volume, 'id'>): Subject {
  return { kind: 'volume', id };
}

/** Somebody has it, or something happens to it. */
export function volumeBusy(volume: Volume): DomainError {
  return new DomainError('conflict', `the volume '${volume.name || volume.id}' is ${volume.state}`, {
    reason: `volume_${volume.state.replaceAll('-', '_')}`,
    subject: volumeSubject(volume),
    details: { status: volume.state },
  });
}
