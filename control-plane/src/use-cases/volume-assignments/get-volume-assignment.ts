import type { VolumeAssignment } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findVolumeAssignment } from './volume-assignment-access.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getVolumeAssignment(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<VolumeAssignment> {
  return findVolumeAssignment(store, ctx, input.id);
}
