/** Batches of guests to be stopped, over the real engine and store; the cells are a map. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CellGuest } from '../../../../proto/src/model.ts';
import { sampleContext, sampleGuest, startMs } from '../../../../test/support/domain-samples.ts';
import { enginePorts } from '../../../../test/support/engine-bench.ts';
import { poll } from '../../../../test/support/poll.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import { VirtualTiming } from '../../../../test/support/virtual-timing.ts';
import type { LiveGuest } from '../../domain/live.ts';
import { stopGuestOperation } from '../../use-cases/guests/stop-guest.ts';
import type { CellGateway, Limits, LiveChange, LiveView } from '../../use-cases/ports/index.ts';
import { forgetExpired } from '../../use-cases/sessions/forget-expired.ts';
import { createEngine } from '../engine.ts';
import { systemTiming, type Timing } from '../timing.ts';
import { createBatchRunner } from './batch-runner.ts';

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
});
afterEach(() => temporary[Symbol.asyncDispose]());

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const limits = { startedAtMs: startMs - 60_000 } as Limits;

/** Cells whose guests are switched by the test; the calls of their power buttons are counted. */
class Cells {
  readonly off = new Set<string>();
  readonly pressed: string[] = [];
  readonly #listeners = new Set<(change: LiveChange) => void>();
  /** What a call waits for. */
  gate: Promise<void> = Promise.resolve();

  switchOff(guestId: string): void {
    this.off.add(guestId);
    for (const listener of this.#listeners) listener({ type: 'guest', cellId: 'cell-1', guestId });
  }

  readonly live = {
    cell: () => ({ alive: true }),
    guest: (guestId: string): LiveGuest => {
      const seen = { state: this.off.has(guestId) ? 'stopped' : 'running' } as CellGuest;
      return { guestId, cellId: 'cell-1', seenAtMs: startMs, seen, statistics: null };
    },
    note: () => {},
    watch: (listener: (change: LiveChange) => void) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
  } as unknown as LiveView;

  readonly gateway: Partial<CellGateway> = {
    stopGuest: async (_, { guestId, force }) => {
      this.pressed.push(guestId);
      await this.gate;
      if (force) this.switchOff(guestId);
      return {} as CellGuest;
    },
  };
}

/** A control plane's engine and runner; another one is what comes after a restart. */
function programs(cells: Cells, timing: Timing = systemTiming) {
  const { store } = temporary;
  const ports = { ...enginePorts(store), live: cells.live, cells: cells.gateway as CellGateway, limits };
  const engine = createEngine({
    ports,
    definitions: [stopGuestOperation],
    log: silent,
    maxParallel: 64,
    timing,
  });
  const runner = createBatchRunner({ ports: { ...ports, operations: engine }, log: silent, timing });
  return {
    runner,
    async stop(limitMs: number) {
      await runner.drain();
      await engine.drain(limitMs);
    },
    async recover() {
      await engine.recover();
      await runner.recover();
    },
  };
}

async function insertBatch(id: string, count: number, force: boolean): Promise<string[]> {
  const guests = Array.from({ length: count }, () => sampleGuest());
  const { actor, requestId, address, nowMs } = sampleContext();
  const about = { kind: 'stop-guest', actor, requestId, address, input: { force } } as const;
  await temporary.store.transaction(async (tx) => {
    for (const guest of guests) await tx.guests.insert(guest);
    const items = guests.map((guest) => ({ name: '', guestId: guest.id, ethernetAddress: null }));
    await tx.batches.insert({ id, ...about, createdAtMs: nowMs, finishedAtMs: null }, items);
  });
  return guests.map((guest) => guest.id);
}

const statesOf = async (id: string) => (await temporary.store.batches.items(id)).map(({ state }) => state);
const finished = (id: string) =>
  poll(`${id} has finished`, async () => (await temporary.store.batches.get(id))?.finishedAtMs !== null);

describe('a batch', () => {
  test('has at most 16 items at work, all batches together 32', async () => {
    const cells = new Cells();
    const { promise, resolve } = Promise.withResolvers<void>();
    cells.gate = promise;
    const { runner, stop } = programs(cells);
    const first = await insertBatch('one', 40, true);
    runner.start('one');
    await poll('the first is at work', () => cells.pressed.length === 16);
    await insertBatch('two', 40, true);
    await insertBatch('three', 40, true);
    runner.start('two');
    runner.start('three');
    await poll('all slots are taken', () => cells.pressed.length === 32);
    expect(cells.pressed.filter((guestId) => first.includes(guestId))).toHaveLength(16);
    resolve();
    for (const id of ['one', 'two', 'three']) {
      await finished(id);
      expect(new Set(await statesOf(id))).toEqual(new Set(['done']));
    }
    expect(new Set(cells.pressed).size).toBe(120);
    expect(cells.pressed).toHaveLength(120);
    expect(await temporary.store.batches.get('one')).toMatchObject({ input: null, finishedAtMs: startMs });
    await stop(0);
  });

  test('goes on with another runner; no item is submitted twice', async () => {
    const cells = new Cells();
    cells.gate = new Promise(() => {});
    const before = programs(cells);
    const guestIds = await insertBatch('one', 30, true);
    before.runner.start('one');
    await poll('some are at work', () => cells.pressed.length === 16);
    await before.stop(0);
    before.runner.start('one');
    expect(await temporary.store.batches.unfinished()).toEqual(['one']);
    cells.gate = Promise.resolve();
    const after = programs(cells);
    await after.recover();
    await finished('one');
    expect(new Set(await statesOf('one'))).toEqual(new Set(['done']));
    for (const id of guestIds)
      expect(await temporary.store.operations.count({ subject: { kind: 'guest', id } })).toBe(1);
    await after.stop(0);
  });

  test('is forgotten an hour after its end, an unfinished one never', async () => {
    const { batches } = temporary.store;
    await insertBatch('one', 1, true);
    await insertBatch('two', 1, true);
    await batches.finish('one', startMs);
    const { store } = temporary;
    const hourMs = 3_600_000;
    await forgetExpired({ store, clock: { nowMs: () => startMs + hourMs } });
    expect(await batches.get('one')).toBeDefined();
    await forgetExpired({ store, clock: { nowMs: () => startMs + hourMs + 1 } });
    expect(await batches.get('one')).toBeUndefined();
    expect(await batches.items('one')).toEqual([]);
    expect(await batches.items('two')).toHaveLength(1);
  });
});

describe('guests that are asked to shut down', () => {
  test('have two minutes; one that ignores it fails alone', async () => {
    const cells = new Cells();
    const timing = new VirtualTiming();
    const { runner, stop } = programs(cells, timing);
    const [obedient = '', deaf = ''] = await insertBatch('one', 20, false);
    runner.start('one');
    // More than fit at once: waiting for one takes no room from the others.
    await poll('all buttons are pressed', () => cells.pressed.length === 20);
    for (const id of cells.pressed) if (id !== deaf) cells.switchOff(id);
    await poll('one is left', async () => {
      await timing.advance(0);
      return (await statesOf('one')).filter((state) => state === 'waiting').length === 1;
    });
    expect(cells.off.has(obedient)).toBe(true);
    await poll('the time is over', async () => {
      await timing.advance(60_000);
      return (await statesOf('one'))[1] === 'failed';
    });
    expect((await temporary.store.batches.items('one'))[1]?.error).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('did not shut down within 120 s'),
    });
    await finished('one');
    await stop(0);
  });

  test('are waited for after a restart, and their buttons not pressed again', async () => {
    const cells = new Cells();
    const before = programs(cells);
    const [first = '', second = ''] = await insertBatch('one', 2, false);
    before.runner.start('one');
    await poll('all buttons are pressed', () => cells.pressed.length === 2);
    cells.switchOff(first);
    await poll('the first is off', async () => (await statesOf('one'))[0] === 'done');
    await before.stop(1_000);
    const after = programs(cells);
    await after.recover();
    cells.switchOff(second);
    await finished('one');
    expect(await statesOf('one')).toEqual(['done', 'done']);
    expect(cells.pressed).toHaveLength(2);
    await after.stop(0);
  });
});
