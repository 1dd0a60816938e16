import type { Volume } from '../../domain/volume.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { findVolume } from './volume-access.ts';

/** @throws DomainError `forbidden`, `not_found`. */
export async function getVolume(
  { store }: Pick<Ports, 'store'>,
  ctx: Context,
  input: { id: string },
): Promise<Volume> {
  return findVolume(store, ctx, input.id);
}
