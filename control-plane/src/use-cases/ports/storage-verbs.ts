import type { CellDescription } from '../../../../proto/src/model.ts';
import type { AttachStorageRequest, StorageState } from '../../../../proto/src/model-storages.ts';
import type { CallOptions } from './cell-gateway.ts';

/** Storage of a cell: what it shares with others, and where its own is. */
export interface StorageVerbs {
  /** The cell keeps it attached from now on. What keeps it from that is in the state. */
  attachStorage(cellId: string, request: AttachStorageRequest, options: CallOptions): Promise<StorageState>;
  detachStorage(cellId: string, request: { name: string }, options: CallOptions): Promise<void>;
  setStoragePath(cellId: string, request: { path: string }, options: CallOptions): Promise<CellDescription>;
}

/** Cells attach the storage of their pool and let go of what they no longer need, as the database has it. */
export interface CellStorages {
  /** Call after the commit of what changes a cell's pool; it returns at once. */
  follow(): void;
}
