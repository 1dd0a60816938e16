import { DomainError } from '../../../../proto/src/errors.ts';
import type { ExpectVolumeRequest } from '../../../../proto/src/model-volumes.ts';
import { validateVolume } from '../guests/validate-spec.ts';
import type { Cell } from '../ports.ts';
import { requireStorage, type VolumeCell } from './volume-cell.ts';

/** Lets another cell send the volume here; what is here of it is replaced when all has come. */
export async function expectVolume(
  cell: VolumeCell & Pick<Cell, 'arrivals'>,
  { operationId, volume, sourceCellId, ticket }: ExpectVolumeRequest,
): Promise<void> {
  validateVolume(volume);
  requireStorage(cell, volume);
  if (ticket === '') throw new DomainError('invalid', 'a ticket is missing', { reason: 'bad_request' });
  const { guestLocks, hypervisor } = cell;
  const take: Parameters<Cell['arrivals']['expect']>[1]['take'] = (stream) =>
    guestLocks.run(volume.id, null, () => hypervisor.takeVolume(volume, stream));
  cell.arrivals.expect(operationId, { guestId: volume.id, sourceCellId, ticket, take });
}
