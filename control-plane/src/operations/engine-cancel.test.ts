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

describe('cancelling', () => {
  it('aborts the running step and undoes', async () => {
    const begun = Promise.withResolvers<void>();
    const order: string[] = [];
    const step = sampleStep({
      name: 'a',
      do: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
          begun.resolve();
        }),
      undo: async () => void order.push('-a'),
    });
    const { engine, submit } = engineBench(store, [verb([step])]);
    const { id } = await submit('verb');
    engine.start(id);
    await begun.promise;
    await engine.cancel(id);
    expect(await engine.finished(id, { timeoutMs: 20_000 })).toMatchObject({
      state: 'cancelled',
      cancelRequested: true,
      error: { code: 'cancelled' },
    });
    expect(order).toEqual(['-a']);
    expect((await store.audit.list({ limit: 1, offset: 0 }))[0]).toMatchObject({ outcome: 'cancelled' });
    await expect(engine.cancel(id)).rejects.toMatchObject({ code: 'conflict', reason: 'operation_decided' });
  });

  it('counts for an operation that has not begun', async () => {
    let times = 0;
    const step = sampleStep({ name: 'a', do: async () => void times++ });
    const { engine, submit } = engineBench(store, [verb([step])]);
    const { id } = await submit('verb');
    await engine.cancel(id);
    engine.start(id);
    expect(await engine.finished(id, { timeoutMs: 20_000 })).toMatchObject({ state: 'cancelled' });
    expect(times).toBe(0);
  });

  it('wakes an operation that waits before another try', async () => {
    const timing = new VirtualTiming();
    const step = sampleStep({ name: 'a', retryForMs: 60_000, do: async () => Promise.reject(unreachable()) });
    const { engine, submit } = engineBench(store, [verb([step])], { timing });
    const { id } = await submit('verb');
    engine.start(id);
    await timing.advance(4_000);
    await engine.cancel(id);
    await timing.advance(0);
    expect(await store.operations.get(id)).toMatchObject({ state: 'cancelled' });
  });

  it('is refused where the verb does not allow it, while undoing, and for what does not exist', async () => {
    const timing = new VirtualTiming();
    const fixed = { ...verb([sampleStep({ name: 'a', do: hang })], 'fixed'), cancellable: false };
    const failing = sampleStep({
      name: 'a',
      do: async () => Promise.reject(new DomainError('invalid', 'no')),
      undo: async () => Promise.reject(unreachable()),
    });
    const { engine, submit } = engineBench(store, [fixed, verb([failing])], { timing });
    const first = await submit('fixed', 'one');
    const second = await submit('verb', 'two');
    engine.start(first.id);
    engine.start(second.id);
    await timing.advance(100);
    await expect(engine.cancel(first.id)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'not_cancellable',
    });
    await expect(engine.cancel(second.id)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'operation_decided',
    });
    await expect(engine.cancel('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('draining', () => {
  it('waits for the running attempt, records it, and leaves the rest to the next engine', async () => {
    const begun = Promise.withResolvers<void>();
    const open = Promise.withResolvers<string>();
    let second = 0;
    const steps = [
      sampleStep({
        name: 'a',
        do: () => {
          begun.resolve();
          return open.promise;
        },
      }),
      sampleStep({ name: 'b', do: async () => void second++ }),
    ];
    const { engine, submit } = engineBench(store, [verb(steps)], { maxParallel: 1 });
    const { id } = await submit('verb');
    const inLine = await submit('verb', 'subject-2');
    engine.start(id);
    engine.start(inLine.id);
    await begun.promise;
    const drained = engine.drain();
    open.resolve('well');
    await drained;
    expect(await store.operations.get(id)).toMatchObject({
      state: 'running',
      steps: [{ state: 'done', result: 'well' }, { state: 'waiting' }],
    });
    expect(await store.operations.get(inLine.id)).toMatchObject({ state: 'pending' });
    expect(second).toBe(0);
    const next = engineBench(store, [verb(steps)]);
    await next.engine.recover();
    await next.engine.finished(id, { timeoutMs: 20_000 });
    await next.engine.finished(inLine.id, { timeoutMs: 20_000 });
    expect(second).toBe(2);
  });

  it('aborts what does not end, wakes what waits, and tells those who wait for an end', async () => {
    const timing = new VirtualTiming();
    const waiting = sampleStep({
      name: 'a',
      retryForMs: 60_000,
      do: async () => Promise.reject(unreachable()),
    });
    const deaf = verb([sampleStep({ name: 'a', do: hang, timeoutMs: 600_000 })], 'deaf');
    const { engine, submit } = engineBench(store, [deaf, verb([waiting])], { timing });
    const first = await submit('deaf', 'one');
    const second = await submit('verb', 'two');
    engine.start(first.id);
    engine.start(second.id);
    const end = expect(engine.finished(first.id, { timeoutMs: 600_000 })).rejects.toMatchObject({
      reason: 'operation_running',
    });
    await timing.advance(1_000);
    const drained = engine.drain(3_000);
    await timing.advance(5_000);
    await drained;
    await end;
    for (const { id } of [first, second])
      expect(await store.operations.get(id)).toMatchObject({ state: 'running' });
  });
});
