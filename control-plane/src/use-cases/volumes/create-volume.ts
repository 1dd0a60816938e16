import { DomainError } from '../../../../proto/src/errors.ts';
import { detached, type Volume } from '../../domain/volume.ts';
import { requireQuota } from '../adjutant/quotas/require-quota.ts';
import type { Context } from '../context.ts';
import { findDesktopProject, noSuchReference } from '../desktops/desktop-access.ts';
import type { Ports, Store } from '../ports/index.ts';
import { findVolumeType, localVolumeType } from '../volume-types/find-volume-type.ts';
import { volumeSubject } from './volume-access.ts';

export interface NewVolume {
  /** Absent: that of the caller's token. */
  readonly projectId?: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly sizeBytes: number;
  /** Id or name; null: the disk of the cell that it is used on. */
  readonly volumeType: string | null;
}

/**
 * A volume of a desktop project. It takes no room until the first guest gets it.
 * @throws DomainError `forbidden`, `not_found` for the project, `invalid` for the type or the size.
 */
export async function createVolume(
  ports: Pick<Ports, 'store' | 'ids' | 'limits'>,
  ctx: Context,
  input: NewVolume,
): Promise<Volume> {
  const projectId = input.projectId ?? ctx.actor.identity?.project?.id ?? '';
  requireSize(ports, input.sizeBytes);
  return ports.store.transaction(async (tx) => {
    await findDesktopProject(tx, ctx, projectId);
    const volume = await addVolume({ ids: ports.ids }, tx, ctx, { ...input, projectId });
    const details = { project: projectId, sizeBytes: volume.sizeBytes, storage: volume.storage };
    const subject = volumeSubject(volume);
    await tx.audit.append(ctx, { action: 'create-volume', subject, outcome: 'done', details });
    return volume;
  });
}

/** @throws DomainError `invalid` for what is no volume type, `quota_exceeded`. */
export async function addVolume(
  { ids }: Pick<Ports, 'ids'>,
  tx: Store,
  ctx: Pick<Context, 'nowMs'>,
  { volumeType, ...input }: NewVolume & { readonly projectId: string },
): Promise<Volume> {
  const type = await findVolumeType(tx, volumeType ?? localVolumeType);
  if (type === undefined) throw noSuchReference('volume.volume_type', volumeType ?? '', 'volume type');
  const volume: Volume = {
    ...detached,
    id: ids.uuid(),
    projectId: input.projectId,
    name: input.name,
    description: input.description,
    sizeBytes: input.sizeBytes,
    storage: type.shared ? type.name : '',
    state: 'available',
    made: false,
    cellId: null,
    createdAtMs: ctx.nowMs,
  };
  const owner = { projectId: volume.projectId, groupId: '' };
  await requireQuota(tx, owner, { diskBytes: volume.sizeBytes });
  await tx.volumes.insert(volume);
  return volume;
}

/** @throws DomainError `invalid`. */
export function requireSize({ limits }: Pick<Ports, 'limits'>, sizeBytes: number): void {
  if (sizeBytes <= limits.maxDiskBytes) return;
  const field = 'volume.size';
  const allowed = Math.floor(limits.maxDiskBytes / 2 ** 30);
  throw new DomainError('invalid', `${field}: ${sizeBytes / 2 ** 30} is more than the ${allowed} allowed`, {
    reason: 'volume_too_large',
    details: { field, maximum: allowed },
  });
}
