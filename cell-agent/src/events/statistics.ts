/** Samples node and guests on a beat, two bulk calls each time, never two samples at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isTransient } from '../../../proto/src/errors.ts';
import type { CellEvent } from '../../../proto/src/model.ts';
import type { Cell } from '../use-cases/ports.ts';

/** Returns when the signal fires. A slow hypervisor makes samples rarer, never overlapping. */
export async function sampleStatistics(
  cell: Pick<Cell, 'hypervisor' | 'storages'>,
  intervalMs: number,
  signal: AbortSignal,
  isPaused: () => boolean,
  onSample: (statistics: CellEvent) => void,
): Promise<void> {
  let dueAt = performance.now();
  while (!signal.aborted) {
    if (!isPaused()) {
      const sample = await takeSample(cell);
      if (sample !== null && !signal.aborted) onSample(sample);
    }
    dueAt = Math.max(dueAt + intervalMs, performance.now());
    await sleep(dueAt - performance.now(), undefined, { signal }).catch(() => undefined);
  }
}

async function takeSample({
  hypervisor,
  storages,
}: Pick<Cell, 'hypervisor' | 'storages'>): Promise<CellEvent | null> {
  try {
    const [node, guests] = await Promise.all([hypervisor.nodeStatistics(), hypervisor.guestStatistics()]);
    return { atMs: Date.now(), type: 'statistics', node, guests, storages: storages.states() };
  } catch (error) {
    if (isTransient(error)) return null;
    throw error;
  }
}
