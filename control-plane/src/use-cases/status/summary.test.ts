import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleCell, sampleGuest, samplePool, startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { LiveCell } from '../../domain/live.ts';
import type { Limits, LiveView } from '../ports/index.ts';
import { summarize } from './summary.ts';

const limits: Limits = {
  maxCores: 1,
  maxBatch: 1,
  maxMemoryBytes: 1,
  maxDiskBytes: 1,
  sessionTimeoutMs: 1,
  tokenTimeoutMs: 1,
  channelTimeoutMs: 1,
  overcommit: 1,
  startedAtMs: startMs,
};
const pool = samplePool({ name: 'default' });
const cell = sampleCell({ id: 'cell-1', name: 'cell_1', pool: 'default' });

let temporary: TemporaryStore;
let nowMs: number;
let alive: boolean;
let revision: number;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  [nowMs, alive, revision] = [startMs, true, 1];
  await temporary.store.pools.insert(pool);
  await temporary.store.cells.insert(cell);
});
afterEach(() => temporary[Symbol.asyncDispose]());

function ports() {
  const liveCell = (): LiveCell => ({
    cellId: cell.id,
    alive,
    seenAtMs: nowMs,
    description: null,
    node: null,
  });
  const live: LiveView = {
    cell: liveCell,
    guest: () => undefined,
    runningGuests: () => 0,
    get revision() {
      return revision;
    },
    note: () => undefined,
    forget: () => undefined,
    move: () => undefined,
    warn: () => undefined,
    watch: () => () => undefined,
  };
  return { store: temporary.store, live, limits, clock: { nowMs: () => nowMs } };
}

const add = () => temporary.store.guests.insert(sampleGuest({ pool: 'default', cellId: cell.id }));

describe('the sums of the zone', () => {
  test('are kept while nothing changes, for at most a second', async () => {
    const first = await summarize(ports());
    nowMs += 999;
    expect(await summarize(ports())).toBe(first);
    nowMs += 1;
    expect(await summarize(ports())).not.toBe(first);
  });

  test('follow a new guest at once', async () => {
    expect((await summarize(ports())).zone.guests.stopped).toBe(0);
    await add();
    expect((await summarize(ports())).zone.guests).toEqual({ stopped: 1, running: 0, lost: 0, migrating: 0 });
  });

  test('show a guest on its way once, where it is', async () => {
    const { guests, cells } = temporary.store;
    await cells.insert(sampleCell({ id: 'cell-2', name: 'cell_2', pool: 'default' }));
    const guest = sampleGuest({ pool: 'default', cellId: cell.id });
    await guests.insert(guest);
    await add();
    await guests.setPhase(guest.id, 'migrating');
    await guests.reserveMove(guest.id, { cellId: 'cell-2', pool: 'default', storage: '' });
    const { pools, zone } = await summarize(ports());
    expect(zone.guests).toEqual({ stopped: 1, running: 0, lost: 0, migrating: 1 });
    const [first, second] = pools[0]?.cellStatus.map(({ guests }) => guests.migrating + guests.stopped) ?? [];
    expect([first, second]).toEqual([2, 0]);
  });

  test('count the guests of a silent cell as lost, and the cell as offline', async () => {
    await add();
    expect((await summarize(ports())).zone).toMatchObject({
      cells: { offline: 0, online: 1 },
      guests: { stopped: 1 },
    });
    alive = false;
    revision += 1;
    const { zone, pools } = await summarize(ports());
    expect(zone).toMatchObject({ cells: { offline: 1, online: 0 }, guests: { stopped: 0, lost: 1 } });
    expect(pools[0]).toMatchObject({ name: 'default', guests: { lost: 1 }, cellStatus: [{ alive: false }] });
  });

  test('leave out cells in no pool', async () => {
    await temporary.store.cells.insert(sampleCell({ id: 'cell-2', name: 'cell_2', pool: null }));
    expect((await summarize(ports())).zone.cells).toEqual({ offline: 0, online: 1 });
  });
});
