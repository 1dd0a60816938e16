/**
 * What the verbs of volumes have in common. A volume has its lock among those of guests; where both are held, the
 * volume's is taken first.
 */
import { z } from 'zod';
import { DomainError } from '../../../../proto/src/errors.ts';
import type { VolumeSpec } from '../../../../proto/src/model.ts';
import type { Cell } from '../ports.ts';

export type VolumeCell = Pick<Cell, 'hypervisor' | 'storages' | 'guestLocks'>;

/** @throws DomainError `cell_unreachable` with reason `storage_unavailable`. */
export function requireStorage({ storages }: Pick<Cell, 'storages'>, { storage }: VolumeSpec): void {
  if (storage !== '') storages.require(storage);
}

/** @throws DomainError `invalid` for anything but a UUID. */
export function validateVolumeId(volumeId: string): void {
  if (z.uuid().safeParse(volumeId).success) return;
  throw new DomainError('invalid', 'the volume id is not a UUID', { reason: 'bad_volume' });
}
