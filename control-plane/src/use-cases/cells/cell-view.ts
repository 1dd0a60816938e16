import type { StorageState } from '../../../../proto/src/model-storages.ts';
import type { Cell } from '../../domain/cell.ts';
import type { LiveView } from '../ports/index.ts';

export interface CellView {
  readonly cell: Cell;
  readonly alive: boolean;
  /** When it was last heard of; null: never since the start. */
  readonly seenAtMs: number | null;
  /** Null until it was heard of since the start. */
  readonly agent: { readonly version: string; readonly startedAtMs: number } | null;
  /** Of its pool; null: its disks are its own. */
  readonly storage: StorageState | null;
}

/** @param storage name of the storage of its pool; empty: none. */
export function viewCell(live: Pick<LiveView, 'cell'>, cell: Cell, storage: string): CellView {
  const seen = live.cell(cell.id);
  const description = seen?.description;
  return {
    cell,
    agent: description ? { version: description.agentVersion, startedAtMs: description.startedAtMs } : null,
    alive: seen?.alive ?? false,
    seenAtMs: seen?.seenAtMs ?? null,
    storage: storage === '' ? null : stateOfStorage(live, cell, storage),
  };
}

/** Of a cell that has not told, or is silent, the storage counts as not attached. */
export function stateOfStorage(live: Pick<LiveView, 'cell'>, cell: Cell, name: string): StorageState {
  const seen = live.cell(cell.id);
  const unknown = { name, id: '', attached: false, totalBytes: 0, availableBytes: 0 };
  if (!seen?.alive) return { ...unknown, error: `cell '${cell.name}' is lost` };
  const told = seen.storages?.find((state) => state.name === name);
  if (told?.attached || (told && told.error !== '')) return told;
  return { ...unknown, error: 'it is being attached' };
}
