import type { Batch, BatchItem } from '../../domain/batch.ts';

/** A request to move guests, and how far each of them is. */
export interface MigrationView {
  readonly id: string;
  readonly requestId: string;
  readonly createdAtMs: number;
  readonly finished: boolean;
  /** 0 to 100. */
  readonly progress: number;
  readonly items: readonly BatchItem[];
}

export function viewMigration(batch: Batch, items: readonly BatchItem[]): MigrationView {
  const { id, requestId, createdAtMs } = batch;
  const finished = items.every((item) => item.state !== 'waiting');
  const sum = items.reduce((total, item) => total + (item.state === 'waiting' ? item.progress : 100), 0);
  const progress = finished ? 100 : Math.min(99, Math.floor(sum / items.length));
  return { id, requestId, createdAtMs, finished, progress, items };
}
