import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import { engineBench, sampleStep } from '../../../test/support/engine-bench.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../test/support/temporary-store.ts';
import { VirtualTiming } from '../../../test/support/virtual-timing.ts';
import type { Step } from './step.ts';

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
});
afterEach(() => temporary[Symbol.asyncDispose]());

const unreachable = () => Promise.reject(new DomainError('cell_unreachable', 'the cell is away'));
const lost = new DomainError('cell_unreachable', 'the cell was lost', { reason: 'cell_given_up' });
const forEver = Number.POSITIVE_INFINITY;

function bench(steps: readonly Step<unknown>[]) {
  const timing = new VirtualTiming();
  const definitions = [{ kind: 'verb', cancellable: false, steps }];
  return { timing, ...engineBench(temporary.store, definitions, { timing }) };
}

describe('an operation whose cell is lost for good', () => {
  it('fails with what it is told, undone as far as can be', async () => {
    const order: string[] = [];
    const { engine, submit, timing } = bench([
      sampleStep({ name: 'a', undo: async ({ isGivenUp }) => void order.push(`-a ${isGivenUp()}`) }),
      sampleStep({ name: 'b', undo: unreachable }),
      sampleStep({ name: 'c', retryForMs: forEver, do: unreachable }),
    ]);
    const { id } = await submit('verb');
    engine.start(id);
    await timing.advance(3_600_000);
    expect(await temporary.store.operations.get(id)).toMatchObject({ state: 'running' });
    engine.giveUp(id, lost);
    await timing.advance(100);
    const error = { reason: 'cell_given_up', message: 'the cell was lost' };
    expect(await temporary.store.operations.get(id)).toMatchObject({ state: 'failed', error });
    expect(order).toEqual(['-a true']);
  });

  it('that is being undone keeps the error that it failed with', async () => {
    const { engine, submit, timing } = bench([
      sampleStep({ name: 'a', undo: unreachable }),
      sampleStep({ name: 'b', do: () => Promise.reject(new DomainError('invalid', 'no')) }),
    ]);
    const { id } = await submit('verb');
    engine.start(id);
    await timing.advance(3_600_000);
    expect(await temporary.store.operations.get(id)).toMatchObject({ state: 'undoing' });
    engine.giveUp(id, lost);
    await timing.advance(600_000);
    expect(await temporary.store.operations.get(id)).toMatchObject({
      state: 'failed',
      error: { code: 'invalid' },
    });
  });

  it('goes on if its outcome is decided, also with another engine', async () => {
    let away = true;
    const steps = [
      sampleStep({
        name: 'a',
        decides: true,
        retryForMs: forEver,
        do: async () => away && (await unreachable()),
      }),
    ];
    const first = bench(steps);
    const { id } = await first.submit('verb');
    first.engine.start(id);
    await first.timing.advance(1_000);
    first.engine.giveUp(id, lost);
    await first.timing.advance(1_000);
    expect(await temporary.store.operations.get(id)).toMatchObject({ state: 'running' });
    const drained = first.engine.drain(0);
    await first.timing.advance(10_000);
    await drained;
    const second = bench(steps);
    second.engine.start(id);
    second.engine.giveUp(id, lost);
    away = false;
    await second.timing.advance(600_000);
    expect(await temporary.store.operations.get(id)).toMatchObject({ state: 'done' });
  });
});
