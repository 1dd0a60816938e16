import { DomainError } from '../../../../proto/src/errors.ts';
import type { Volume } from '../../domain/volume.ts';
import type { Ports } from '../ports/index.ts';
import { volumeSubject } from './volume-access.ts';

/**
 * The cell that reaches the file of a volume that no guest has: its own, or any that has its storage.
 * @throws DomainError `cell_unreachable` if none does at the moment.
 */
export async function cellOfVolume(ports: Pick<Ports, 'store' | 'live'>, volume: Volume): Promise<string> {
  if (volume.storage === '') return volume.cellId ?? '';
  const found = await cellWithStorage(ports, volume.storage);
  if (found !== null) return found;
  throw new DomainError('cell_unreachable', `no cell reaches the storage '${volume.storage}' now`, {
    reason: 'storage_unavailable',
    subject: volumeSubject(volume),
  });
}

/** One that answers and has it attached; null if none does. */
export async function cellWithStorage(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  storage: string,
): Promise<string | null> {
  for (const { id } of await store.cells.list()) if (hasStorage(live, id, storage)) return id;
  return null;
}

export function hasStorage(live: Ports['live'], cellId: string, storage: string): boolean {
  const cell = live.cell(cellId);
  return (
    cell?.alive === true && (cell.storages ?? []).some(({ name, attached }) => name === storage && attached)
  );
}

/** @param slot its place at a guest; of no meaning for a volume alone. */
export function toVolumeSpec({ id, storage, sizeBytes, slot }: Volume) {
  return { id, storage, sizeBytes, slot: slot ?? 0 };
}
