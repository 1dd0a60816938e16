import type { SendVolumeRequest } from '../../../../proto/src/model-volumes.ts';
import { validateVolume } from '../guests/validate-spec.ts';
import type { Cell, LongCallOptions } from '../ports.ts';
import { requireStorage, type VolumeCell } from './volume-cell.ts';

/**
 * Copies the volume to the agent that expects it; it stays here, too.
 * @throws DomainError `conflict` with reason `volume_attached`; `cell_unreachable` while the target can not be reached.
 */
export async function sendVolume(
  cell: VolumeCell & Pick<Cell, 'openChannel'>,
  { operationId, volume, target, ticket }: SendVolumeRequest,
  { signal, onProgress }: LongCallOptions,
): Promise<boolean> {
  validateVolume(volume);
  requireStorage(cell, volume);
  const request = { operationId, guestId: volume.id, ticket, channel: 'volume' };
  const options = { signal, onProgress: (percent: number) => onProgress(percent, 'volume') };
  await cell.guestLocks.run(volume.id, signal, async () => {
    const stream = await cell.openChannel(target, request);
    await cell.hypervisor.sendVolume(volume, stream, options);
  });
  return true;
}
