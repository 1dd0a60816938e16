import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import { engineBench, sampleStep } from '../../../test/support/engine-bench.ts';
import { poll } from '../../../test/support/poll.ts';
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

const verb = (steps: readonly Step<unknown>[], kind = 'verb') => ({ kind, cancellable: true, steps });
const hang = () => new Promise<never>(() => {});

describe('the engine', () => {
  it('records each step with its result, and the end with an audit row', async () => {
    const steps = [
      sampleStep({ name: 'one', do: async () => ({ value: 1 }) }),
      sampleStep({ name: 'two', do: async ({ results }) => ({ seen: results.one }) }),
    ];
    const definition = { ...verb(steps), result: ({ results }: { results: object }) => results };
    const { run } = engineBench(store, [definition]);
    const operation = await run('verb');
    expect(operation).toMatchObject({
      state: 'done',
      progress: 100,
      result: { one: { value: 1 }, two: { seen: { value: 1 } } },
      steps: [
        { name: 'one', state: 'done', attempts: 1, result: { value: 1 } },
        { name: 'two', state: 'done', attempts: 1, result: { seen: { value: 1 } } },
      ],
    });
    expect(await store.audit.list({ limit: 9, offset: 0 })).toMatchObject([
      {
        action: 'verb',
        outcome: 'done',
        actorName: 'system',
        requestId: 'request-1',
        details: { operation: operation.id },
      },
    ]);
  });

  it('undoes in reverse from the failed step, and says why', async () => {
    const order: string[] = [];
    const step = (name: string, fails = false) =>
      sampleStep({
        name,
        do: async () => {
          order.push(name);
          if (fails)
            throw new DomainError('no_capacity', 'full', { reason: 'disk_full', details: { missing: 5 } });
        },
        undo: async () => void order.push(`-${name}`),
      });
    const { run } = engineBench(store, [verb([step('a'), step('b'), step('c', true), step('d')])]);
    expect(await run('verb')).toMatchObject({
      state: 'failed',
      error: { code: 'no_capacity', reason: 'disk_full', message: 'full', details: { missing: 5 } },
      steps: [
        { state: 'undone' },
        { state: 'undone' },
        { state: 'undone' },
        { state: 'waiting', attempts: 0 },
      ],
    });
    expect(order).toEqual(['a', 'b', 'c', '-c', '-b', '-a']);
    expect((await store.audit.list({ limit: 1, offset: 0 }))[0]).toMatchObject({ outcome: 'failed' });
  });

  it('goes on without a step that it can do without, once that has failed for good', async () => {
    const undone: string[] = [];
    const optional = (name: string, failures: number) => {
      let left = failures;
      return {
        ...sampleStep({
          name,
          retryForMs: 60_000,
          do: async () => {
            left -= 1;
            if (left < 0) return 'at last';
            throw new DomainError('cell_unreachable', 'silent');
          },
          undo: async () => void undone.push(name),
        }),
        failedResult: ({ message }: DomainError) => ({ failed: message }),
      };
    };
    const steps = [
      optional('short', 2),
      { ...optional('never', 99), retryForMs: 0 },
      sampleStep({ name: 'end' }),
    ];
    const { run } = engineBench(store, [verb(steps)]);
    expect(await run('verb')).toMatchObject({
      state: 'done',
      steps: [
        { state: 'done', attempts: 3, result: 'at last' },
        { state: 'done', attempts: 1, result: { failed: 'silent' } },
        { state: 'done' },
      ],
    });
    expect(undone).toEqual([]);
  });

  it('makes a bug an internal error without its text, and what is not plain data, too', async () => {
    const bug = verb(
      [sampleStep({ name: 'a', do: async () => Promise.reject(new TypeError('secret')) })],
      'bug',
    );
    const loop = verb([sampleStep({ name: 'a', do: async () => 10n })], 'loop');
    const { run } = engineBench(store, [bug, loop]);
    for (const kind of ['bug', 'loop']) {
      expect((await run(kind)).error).toEqual({
        code: 'internal',
        reason: null,
        message: 'internal error',
        details: null,
      });
    }
  });

  it('keeps the stored input and results apart from later changes of the values', async () => {
    const shared = { list: [1] };
    const steps = [
      sampleStep({ name: 'one', do: async () => shared }),
      sampleStep({
        name: 'two',
        do: async ({ results }) => {
          shared.list.push(2);
          return results.one;
        },
      }),
    ];
    const operation = await engineBench(store, [verb(steps)]).run('verb');
    expect(operation.steps[1]?.result).toEqual({ list: [1] });
  });

  it('refuses a second operation of the subject until the first has ended', async () => {
    const open = Promise.withResolvers<void>();
    const { engine, submit, run } = engineBench(store, [
      verb([sampleStep({ name: 'a', do: () => open.promise })]),
    ]);
    const first = await submit('verb', 'same');
    engine.start(first.id);
    await expect(submit('verb', 'same')).rejects.toMatchObject({
      code: 'conflict',
      reason: 'operation_running',
      details: { operation: first.id, kind: 'verb' },
    });
    const end = engine.finished(first.id, { timeoutMs: 20_000 });
    open.resolve();
    await end;
    expect((await run('verb', 'same')).state).toBe('done');
  });

  it('works on a bounded number at once, in the order of asking', async () => {
    let working = 0;
    let most = 0;
    const order: unknown[] = [];
    const step = sampleStep({
      name: 'a',
      do: async ({ input }) => {
        order.push(input);
        working += 1;
        most = Math.max(most, working);
        await nextTurn();
        working -= 1;
      },
    });
    const { engine, submit } = engineBench(store, [verb([step])], { maxParallel: 3 });
    const operations = [];
    for (let i = 0; i < 20; i += 1) operations.push(await submit('verb', `subject-${i}`, i));
    for (const { id } of operations) engine.start(id);
    await Promise.all(operations.map(({ id }) => engine.finished(id, { timeoutMs: 20_000 })));
    expect(most).toBe(3);
    expect(order).toEqual([...operations.keys()]);
  });

  it('starts an operation once, however often it is asked', async () => {
    let times = 0;
    const step = sampleStep({ name: 'a', do: async () => void times++ });
    const { engine, submit } = engineBench(store, [verb([step])]);
    const { id } = await submit('verb');
    for (let i = 0; i < 3; i += 1) engine.start(id);
    await engine.finished(id, { timeoutMs: 20_000 });
    engine.start(id);
    await engine.drain();
    expect(times).toBe(1);
  });

  it('leaves operations that it does not know alone', async () => {
    const old = engineBench(store, [
      verb([sampleStep({ name: 'a' })]),
      verb([sampleStep({ name: 'a' })], 'newer'),
    ]);
    const changed = await old.submit('verb', 'one');
    const unknown = await old.submit('newer', 'two');
    const { engine, logged } = engineBench(store, [verb([sampleStep({ name: 'other' })])]);
    await engine.recover();
    await poll('both were looked at', () => logged.length === 2);
    for (const { id } of [changed, unknown])
      expect(await store.operations.get(id)).toMatchObject({ state: 'pending' });
  });

  it('goes on in a new process from the first step that is not done', async () => {
    const done: string[] = [];
    const step = (name: string, work: () => Promise<unknown>) =>
      sampleStep({ name, do: async () => work().finally(() => done.push(name)) });
    const before = engineBench(store, [verb([step('a', async () => 1), step('b', hang)])], {
      timing: new VirtualTiming(),
    });
    const { id } = await before.submit('verb');
    before.engine.start(id);
    await poll('the first step is recorded', async () => {
      return (await store.operations.get(id))?.steps[0]?.state === 'done';
    });
    const reopened = await temporary.reopen();
    const after = engineBench(reopened, [verb([step('a', async () => 1), step('b', async () => 2)])]);
    await after.engine.recover();
    expect(await after.engine.finished(id, { timeoutMs: 20_000 })).toMatchObject({ state: 'done' });
    expect(done).toEqual(['a', 'b']);
  });

  it('records what happened once the store takes it again', async () => {
    const timing = new VirtualTiming();
    let full = 0;
    const moody: Store = {
      ...store,
      revision: 0,
      transaction: async (work) => {
        if (full > 0) {
          full -= 1;
          throw new DomainError('no_capacity', 'full', { reason: 'disk_full' });
        }
        return store.transaction(work);
      },
    };
    let times = 0;
    const fills = sampleStep({
      name: 'a',
      do: async () => {
        times += 1;
        full = 5;
      },
    });
    const { engine, submit } = engineBench(moody, [verb([fills, sampleStep({ name: 'b' })])], { timing });
    const { id } = await submit('verb');
    engine.start(id);
    await timing.advance(60_000);
    expect(await store.operations.get(id)).toMatchObject({ state: 'done' });
    expect(times).toBe(1);
  });
});
