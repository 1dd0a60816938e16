import { DomainError } from '../../../../proto/src/errors.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Volume } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { requireSize } from './create-volume.ts';
import { submitExtension } from './extend-volume.ts';
import { findVolume, volumeBusy, volumeSubject } from './volume-access.ts';

export interface VolumeModification {
  readonly id: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Not less than it is. */
  readonly sizeBytes?: number | undefined;
}

/**
 * What is absent stays. One that has a file grows by the operation `extend-volume`, at a running guest too.
 * @throws DomainError `forbidden`, `not_found`, `invalid` (`volume_not_larger`, `volume_too_large`), `conflict`,
 *   `cell_unreachable`.
 */
export async function modifyVolume(
  ports: Pick<Ports, 'store' | 'operations' | 'live' | 'limits'>,
  ctx: Context,
  { id, sizeBytes, ...about }: VolumeModification,
): Promise<{ volume: Volume; operation: Operation | null }> {
  if (sizeBytes !== undefined) requireSize(ports, sizeBytes);
  const operation = await ports.store.transaction(async (tx) => {
    const volume = await findVolume(tx, ctx, id);
    const { name = volume.name, description = volume.description } = about;
    const wanted = sizeBytes ?? volume.sizeBytes;
    if (wanted < volume.sizeBytes) throw notLarger(volume);
    if (wanted > volume.sizeBytes && volume.state !== 'available' && volume.state !== 'in-use')
      throw volumeBusy(volume);
    await tx.volumes.update(id, { name, description });
    const details = { name, sizeBytes: wanted };
    const subject = volumeSubject(volume);
    await tx.audit.append(ctx, { action: 'modify-volume', subject, outcome: 'done', details });
    if (wanted === volume.sizeBytes) return null;
    if (volume.made) return submitExtension({ ...ports, store: tx }, ctx, volume, wanted);
    await tx.volumes.update(id, { sizeBytes: wanted });
    return null;
  });
  if (operation !== null) ports.operations.start(operation.id);
  return { volume: await findVolume(ports.store, ctx, id), operation };
}

function notLarger(volume: Volume): DomainError {
  const size = volume.sizeBytes / 2 ** 30;
  return new DomainError('invalid', `volume.size: a volume never becomes smaller than it is (${size})`, {
    reason: 'volume_not_larger',
    subject: volumeSubject(volume),
    details: { field: 'volume.size', minimum: size },
  });
}
