import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import { engineBench, sampleStep } from '../../../test/support/engine-bench.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../test/support/temporary-store.ts';
import { VirtualTiming } from '../../../test/support/virtual-timing.ts';
import type { Store } from '../use-cases/ports/index.ts';
import type { Step } from './step.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

const unreachable = () => new DomainError('cell_unreachable', 'the cell is away');
const verb = (steps: readonly Step<unknown>[], kind = 'verb') => ({ kind, cancellable: true, steps });
const hang = () => new Promise<never>(() => {});

describe('time', () => {
  it('tries transient failures again, waiting longer each time, until the time for it is over', async () => {
    const timing = new VirtualTiming();
    const at: number[] = [];
    const step = sampleStep({
      name: 'a',
      retryForMs: 10_000,
      do: async () => {
        at.push(timing.nowMs());
        throw unreachable();
      },
    });
    const { engine, submit } = engineBench(store, [verb([step])], { timing });
    const { id } = await submit('verb');
    engine.start(id);
    await timing.advance(60_000);
    expect(at).toEqual([0, 200, 600, 1_400, 3_000, 6_200]);
    expect(await store.operations.get(id)).toMatchObject({
      state: 'failed',
      error: { code: 'cell_unreachable' },
      steps: [{ attempts: 6 }],
    });
  });

  it('never repeats what is not transient, nor what has no time for it', async () => {
    let times = 0;
    const failing = (retryForMs: number, error: DomainError) =>
      sampleStep({
        name: 'a',
        retryForMs,
        do: async () => {
          times += 1;
          throw error;
        },
      });
    const lasting = verb([failing(60_000, new DomainError('invalid', 'no'))], 'lasting');
    const { run } = engineBench(store, [lasting, verb([failing(0, unreachable())])]);
    expect((await run('lasting')).state).toBe('failed');
    expect((await run('verb')).state).toBe('failed');
    expect(times).toBe(2);
  });

  it('gives up an attempt at its deadline even if it does not listen', async () => {
    const timing = new VirtualTiming();
    const signals: AbortSignal[] = [];
    const step = sampleStep({
      name: 'a',
      timeoutMs: 1_000,
      retryForMs: 3_000,
      do: ({ signal }) => {
        signals.push(signal);
        return signals.length < 2 ? hang() : Promise.resolve('late but well');
      },
    });
    const { engine, submit } = engineBench(store, [verb([step])], { timing });
    const { id } = await submit('verb');
    engine.start(id);
    await timing.advance(10_000);
    expect(signals[0]?.aborted).toBe(true);
    expect(await store.operations.get(id)).toMatchObject({
      state: 'done',
      steps: [{ attempts: 2, result: 'late but well' }],
    });
  });

  it('tries an undo until it succeeds, and leaves room for others meanwhile', async () => {
    const timing = new VirtualTiming();
    let tries = 0;
    const stuck = sampleStep({
      name: 'a',
      do: async () => Promise.reject(new DomainError('invalid', 'no')),
      undo: async () => {
        tries += 1;
        if (tries < 30) throw new TypeError('a bug, even');
      },
    });
    const { engine, submit } = engineBench(
      store,
      [verb([stuck]), verb([sampleStep({ name: 'a' })], 'easy')],
      {
        timing,
        maxParallel: 1,
      },
    );
    const { id } = await submit('verb', 'one');
    engine.start(id);
    await timing.advance(1_000);
    const easy = await submit('easy', 'two');
    engine.start(easy.id);
    await timing.advance(1_000);
    expect(await store.operations.get(easy.id)).toMatchObject({ state: 'done' });
    expect(await store.operations.get(id)).toMatchObject({ state: 'undoing' });
    await timing.advance(150_000);
    expect(await store.operations.get(id)).toMatchObject({ state: 'failed' });
    expect(tries).toBe(30);
  });

  it('lets callers wait only as long as they want', async () => {
    const timing = new VirtualTiming();
    const { engine, submit } = engineBench(store, [verb([sampleStep({ name: 'a', do: hang })])], { timing });
    const { id } = await submit('verb');
    engine.start(id);
    const waiting = engine.finished(id, { timeoutMs: 500 });
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'timeout', reason: 'operation_running' });
    await timing.advance(500);
    await outcome;
    const controller = new AbortController();
    const given = engine.finished(id, { timeoutMs: 500, signal: controller.signal });
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: 'cancelled' });
    await expect(engine.finished('nobody', { timeoutMs: 500 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tells progress by the weights of the steps, seldom, and never backwards', async () => {
    const timing = new VirtualTiming();
    const written: number[] = [];
    const setProgress = async (id: string, percent: number) => {
      written.push(percent);
      await store.operations.setProgress(id, percent);
    };
    const watched: Store = { ...store, revision: 0, operations: { ...store.operations, setProgress } };
    const long = Promise.withResolvers<void>();
    const step = sampleStep({
      name: 'b',
      weight: 3,
      do: async ({ onProgress }) => {
        for (let percent = 0; percent <= 50; percent += 1) onProgress(percent);
        onProgress(20);
        onProgress(Number.NaN);
        await long.promise;
      },
    });
    const { engine, submit } = engineBench(watched, [verb([sampleStep({ name: 'a', weight: 1 }), step])], {
      timing,
    });
    const { id } = await submit('verb');
    engine.start(id);
    await timing.advance(2_000);
    expect(written).toEqual([62]);
    expect(await store.operations.get(id)).toMatchObject({ state: 'running', progress: 62 });
    long.resolve();
    await timing.advance(0);
    expect(await store.operations.get(id)).toMatchObject({ state: 'done', progress: 100 });
  });
});
