import type { Batch, BatchItem, BatchKind, NewBatchItem } from '../../domain/batch.ts';
import type { OperationError } from '../../domain/operation.ts';

/** Runs batches; their rows say where to go on after a restart. */
export interface Batches {
  /** Lets a stored (and committed) batch run. */
  start(batchId: string): void;
}

export interface BatchStore {
  insert(batch: Batch, items: readonly NewBatchItem[]): Promise<void>;
  get(id: string): Promise<Batch | undefined>;
  /** Oldest first, those that are not forgotten yet. */
  list(kind: BatchKind): Promise<Batch[]>;
  /** In the order of the request. */
  items(id: string): Promise<BatchItem[]>;
  /** Ids, oldest first. */
  unfinished(): Promise<string[]>;
  /** Call in the transaction that submits the item's operation. The name may have been unknown until then. */
  noteOperation(
    id: string,
    position: number,
    submitted: { operationId: string; guestId: string; name: string },
  ): Promise<void>;
  /** @param error null: it is done. */
  endItem(id: string, position: number, error: OperationError | null): Promise<void>;
  finish(id: string, nowMs: number): Promise<void>;
  /** Forgets those that finished before. */
  removeFinished(beforeMs: number): Promise<void>;
}
