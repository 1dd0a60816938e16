/**
 * Runs batches over their rows.
 *
 * A batch is no operation of the engine: it would hold a slot while it waits for the slots of its own items, and delay
 * every shutdown. It is a row with items; each item is an ordinary operation of its guest. What is to be done after a
 * crash is read from the rows: every item that has not ended is run again, see `run-item.ts`.
 *
 * A batch has at most 16 items at work, all batches together 32, so that half of the engine's slots stay for others. Of
 * guests on their way a cell has at most two in each direction: more would only slow each other down.
 */
import type { DomainError } from '../../../../proto/src/errors.ts';
import { toDomainError } from '../../../../proto/src/errors.ts';
import type { Batch, BatchItem } from '../../domain/batch.ts';
import type { OperationError } from '../../domain/operation.ts';
import type { Batches } from '../../use-cases/ports/index.ts';
import { toOperationError } from '../end-operation.ts';
import type { EngineLog } from '../environment.ts';
import { Slots } from '../slots.ts';
import { backoffMs, sleep, systemTiming, type Timing } from '../timing.ts';
import { awaitPowerOff } from './await-power-off.ts';
import { CellSlots } from './cell-slots.ts';
import { type ItemEnd, type ItemEnvironment, type RunnerPorts, runItem } from './run-item.ts';

const itemsOfOneBatch = 16;
const itemsOfAllBatches = 32;

export interface BatchRunner extends Batches {
  /** Lets every unfinished batch of the store go on. Call when the engine has recovered. */
  recover(): Promise<void>;
  /** Begins nothing more and waits for what is being written; call before the engine's own `drain`. */
  drain(): Promise<void>;
}

export function createBatchRunner(options: {
  readonly ports: RunnerPorts;
  readonly log: EngineLog;
  readonly timing?: Timing;
}): BatchRunner {
  const { ports, log, timing = systemTiming } = options;
  const stopping = new AbortController();
  const environment: ItemEnvironment = { ports, log, timing, stopping: stopping.signal };
  const slots = new Slots(itemsOfAllBatches);
  const cellSlots = new CellSlots(ports.store);
  const running = new Map<string, Promise<void>>();

  async function run(batchId: string): Promise<void> {
    const rows = await persist(async () => ({
      batch: await ports.store.batches.get(batchId),
      items: await ports.store.batches.items(batchId),
    }));
    const batch = rows?.batch;
    if (rows === undefined || batch === undefined) return;
    const queue = rows.items.filter((item) => item.state === 'waiting').values();
    const shuttingDown: Promise<void>[] = [];
    const worker = async () => {
      for (const item of queue) {
        const end = await runInSlot(batch, item);
        // A guest takes its time to shut down; others need not wait for that.
        if (end.type === 'done' && isSoftStop(batch))
          shuttingDown.push(
            awaitPowerOff(environment, end.operation).then((off) => record(batch, item, off)),
          );
        else await record(batch, item, end);
      }
    };
    await Promise.all(Array.from({ length: itemsOfOneBatch }, worker));
    await Promise.all(shuttingDown);
    await persist(() => ports.store.batches.finish(batch.id, ports.clock.nowMs()));
  }

  async function runInSlot(batch: Batch, item: BatchItem): Promise<ItemEnd> {
    const leaveCells = await cellSlots.enter(batch, item);
    if (leaveCells === null || !(await slots.enter())) {
      leaveCells?.();
      return { type: 'stopped' };
    }
    try {
      return stopping.signal.aborted ? { type: 'stopped' } : await runItem(environment, batch, item);
    } catch (error) {
      log.error(
        { error, batch: batch.id, position: item.position },
        'the runner failed at an item of a batch',
      );
      return { type: 'failed', error: toDomainError(error) };
    } finally {
      slots.leave();
      leaveCells();
    }
  }

  async function record(batch: Batch, item: BatchItem, end: ItemEnd): Promise<void> {
    if (end.type === 'stopped') return;
    const error = end.type === 'done' ? null : itemError(end.error);
    await persist(() => ports.store.batches.endItem(batch.id, item.position, error));
  }

  /** Asks the store again and again until it answers; undefined if the runner stops before. */
  async function persist<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (let failures = 1; !stopping.signal.aborted; failures += 1) {
      try {
        return await work();
      } catch (error) {
        log.error({ error }, 'the store takes no record of a batch; it is tried again');
        await sleep(timing, backoffMs(timing, failures), stopping.signal);
      }
    }
    return undefined;
  }

  const runner: BatchRunner = {
    start(batchId) {
      if (stopping.signal.aborted || running.has(batchId)) return;
      const ended = run(batchId)
        .catch((error) => log.error({ error, batch: batchId }, 'the runner failed at a batch'))
        .finally(() => running.delete(batchId));
      running.set(batchId, ended);
    },

    async recover() {
      for (const batchId of await ports.store.batches.unfinished()) runner.start(batchId);
    },

    async drain() {
      stopping.abort();
      slots.close();
      cellSlots.close();
      await Promise.all(running.values());
    },
  };
  return runner;
}

function isSoftStop(batch: Batch): boolean {
  return batch.kind === 'stop-guest' && !(batch.input as { force: boolean }).force;
}

/** A guest that the caller may not touch is told as one that does not exist. */
function itemError(error: DomainError): OperationError {
  const untouchable = error.reason === 'guest_not_found' || error.reason === 'not_owner';
  if (!untouchable) return { ...toOperationError(error), details: null };
  return { code: 'not_found', reason: 'guest_not_found', message: 'invalid guest', details: null };
}
