/** Samples node and guests on a beat, two bulk calls each time, never two samples at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isTransient } from '../../../proto/src/errors.ts';
import type { CellEvent } from '../../../proto/src/model.ts';
import type { Hypervisor } from '../hypervisor/port.ts';

/** Returns when the signal fires. A slow hypervisor makes samples rarer, never overlapping. */
export async function sampleStatistics(
  hypervisor: Hypervisor,
  intervalMs: number,
  signal: AbortSignal,
  isPaused: () => boolean,
  onSample: (statistics: CellEvent) => void,
): Promise<void> {
  let dueAt = performance.now();
  while (!signal.aborted) {
    if (!isPaused()) {
      const sample = await takeSample(hypervisor);
      if (sample !== null && !signal.aborted) onSample(sample);
    }
    dueAt = Math.max(dueAt + intervalMs, performance.now());
    await sleep(dueAt - performance.now(), undefined, { signal }).catch(() => undefined);
  }
}

async function takeSample(hypervisor: Hypervisor): Promise<CellEvent | null> {
  try {
    const [node, guests] = await Promise.all([hypervisor.nodeStatistics(), hypervisor.guestStatistics()]);
    return { atMs: Date.now(), type: 'statistics', node, guests };
  } catch (error) {
    if (isTransient(error)) return null;
    throw error;
  }
}
