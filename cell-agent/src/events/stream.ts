/**
 * The events of one subscriber, told in order as fast as he takes them: an inventory, then changes, statistics and
 * warnings. A change only says that a guest must be read again, so the last told state is the true one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError, isTransient } from '../../../proto/src/errors.ts';
import type { CellEvent } from '../../../proto/src/model.ts';
import { takeInventory } from '../use-cases/cell/take-inventory.ts';
import { findGuest } from '../use-cases/guests/find-guest.ts';
import type { Cell } from '../use-cases/ports.ts';
import { type NextStep, PendingChanges } from './pending-changes.ts';
import { sampleStatistics } from './statistics.ts';

/** How soon an inventory is tried again that the hypervisor did not answer, unless it reports itself first. */
const retryMs = 2_000;

export interface EventStreamOptions {
  readonly statisticsIntervalMs: number;
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** Changes kept for a slow subscriber before he gets an inventory instead. */
  readonly queueLimit?: number;
}

export async function* streamEvents(
  cell: Pick<Cell, 'facts' | 'hypervisor' | 'images' | 'storages'>,
  options: EventStreamOptions,
): AsyncGenerator<CellEvent, void, undefined> {
  const { signal } = options;
  const pending = new PendingChanges(options.queueLimit);
  let wake = Promise.withResolvers<void>();
  const stop = new AbortController();
  const ends = AbortSignal.any([signal, stop.signal]);
  ends.addEventListener('abort', () => wake.resolve(), { once: true });
  const unwatch = cell.hypervisor.watch((event) => {
    pending.add(event);
    wake.resolve();
  });
  const unwatchWarnings = cell.facts.watchWarnings(() => {
    pending.describeAnew();
    wake.resolve();
  });
  const onSample = (statistics: CellEvent) => {
    pending.setStatistics(statistics);
    wake.resolve();
  };
  let failure: { readonly error: unknown } | null = null;
  const isPaused = () => pending.isLost;
  const sampling = sampleStatistics(cell, options.statisticsIntervalMs, ends, isPaused, onSample).catch(
    (error: unknown) => {
      failure = { error };
      wake.resolve();
    },
  );
  try {
    while (!signal.aborted) {
      if (failure !== null) throw (failure as { readonly error: unknown }).error;
      const step = pending.take();
      if (step === null) {
        await wake.promise;
        wake = Promise.withResolvers<void>();
        continue;
      }
      const event = await tell(cell, step, pending, signal);
      if (event !== null) yield event;
    }
  } finally {
    stop.abort();
    unwatch();
    unwatchWarnings();
    await sampling;
  }
}

/** Null: the hypervisor did not answer. Then all is told anew once it does. */
async function tell(
  cell: Pick<Cell, 'facts' | 'hypervisor' | 'images' | 'storages'>,
  step: NextStep,
  pending: PendingChanges,
  signal: AbortSignal,
): Promise<CellEvent | null> {
  const atMs = Date.now();
  switch (step.type) {
    case 'lost':
      return { atMs, type: 'hypervisor_lost', message: step.message };
    case 'warning':
      return { ...step.warning, atMs };
    case 'statistics':
      return step.statistics;
    default:
  }
  try {
    if (step.type === 'inventory') {
      const inventory = await takeInventory(cell);
      pending.readWorked();
      return inventory;
    }
    const guest = await findGuest(cell.hypervisor, step.guestId);
    return guest === null
      ? { atMs, type: 'guest_removed', guestId: step.guestId }
      : { atMs, type: 'guest_changed', guest };
  } catch (error) {
    if (!(error instanceof DomainError) || !isTransient(error)) throw error;
    const isFirst = pending.readFailed(error.message);
    if (!isFirst && !pending.isLost) await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    return null;
  }
}
