import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countReserve, mostBroken, planReserve, type UnassignedDesktop } from './desktop-reserve.ts';

const limits = { batch: 10, retryMs: 1_000, longestRetryMs: 8_000 };
const wish = (change: object = {}) => ({ wanted: 5, shrink: false, deletesReleased: false, ...change });
const counts = (change: object = {}) => ({ free: 0, coming: 0, broken: 0, ...change });
const well = { failures: 0, failedAtMs: 0 };

test('a desktop counts as what it is', () => {
  const settled = { settled: true, lost: false };
  const one = (change: Partial<UnassignedDesktop>): UnassignedDesktop => {
    return { id: 'x', state: 'ready', origin: 'reserve', createdAtMs: 0, guest: settled, ...change };
  };
  const count = (change: Partial<UnassignedDesktop>, deletesReleased = false) => {
    const { free, coming, broken } = countReserve([one(change)], { deletesReleased });
    return `${free}${coming}${broken}`;
  };
  expect(count({})).toBe('100');
  expect(count({ guest: { settled: false, lost: false } })).toBe('010');
  expect(count({ guest: { settled: true, lost: true } })).toBe('000');
  expect(count({ guest: null })).toBe('000');
  expect(count({ state: 'building' })).toBe('010');
  expect(count({ state: 'releasing' })).toBe('010');
  expect(count({ state: 'releasing' }, true)).toBe('000');
  expect(count({ state: 'deleting' })).toBe('000');
  expect(count({ state: 'error' })).toBe('001');
  expect(count({ state: 'error', guest: null })).toBe('000');
});

test('after failures one is tried at a time, ever more seldom', () => {
  const at = (failures: number, nowMs: number, coming = 0) =>
    planReserve(wish(), counts({ coming }), { failures, failedAtMs: 100_000 }, limits, nowMs);
  expect(at(1, 100_500)).toMatchObject({ create: 0, againAtMs: 101_000 });
  expect(at(1, 101_000)).toMatchObject({ create: 1, againAtMs: null });
  expect(at(1, 101_000, 1)).toMatchObject({ create: 0 });
  expect(at(3, 103_999)).toMatchObject({ create: 0, againAtMs: 104_000 });
  expect(at(60, 107_999)).toMatchObject({ create: 0, againAtMs: 108_000 });
  expect(at(60, 108_000)).toMatchObject({ create: 1 });
  expect(at(1, 50_000)).toMatchObject({ create: 1 });
});

const natural = (max: number) => fc.integer({ min: 0, max });
const someCounts = fc.record({ free: natural(50), coming: natural(50), broken: natural(60) });
const someRecord = fc.record({ failures: natural(5), failedAtMs: natural(10_000) });

test('never too many, never more than a batch, and never both ways', () => {
  const someWish = fc.record({
    wanted: fc.option(natural(60)),
    shrink: fc.boolean(),
    deletesReleased: fc.boolean(),
  });
  fc.assert(
    fc.property(someWish, someCounts, someRecord, natural(30_000), (asked, has, record, nowMs) => {
      const { create, remove, againAtMs } = planReserve(asked, has, record, limits, nowMs);
      const wanted = asked.wanted ?? 0;
      expect(create).toBeGreaterThanOrEqual(0);
      expect(remove).toBeGreaterThanOrEqual(0);
      expect(create * remove).toBe(0);
      expect(Math.max(create, remove)).toBeLessThanOrEqual(limits.batch);
      if (create > 0) expect(has.free + has.coming + create).toBeLessThanOrEqual(wanted);
      if (remove > 0) expect(has.free - remove).toBeGreaterThanOrEqual(wanted);
      if (asked.wanted === null) expect(create + remove).toBe(0);
      if (againAtMs !== null) expect(againAtMs).toBeGreaterThan(nowMs);
      if (has.broken >= mostBroken(wanted)) expect(create).toBe(0);
    }),
  );
});

test('whatever users take and whatever fails, it is full again when building works', () => {
  const events = fc.array(fc.constantFrom('take', 'build', 'fail', 'give back', 'wait'), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), events, (wanted, happened) => {
      let [free, coming, nowMs] = [0, 0, 0];
      let record = { failures: 0, failedAtMs: 0 };
      const fill = () => {
        const plan = planReserve(wish({ wanted }), counts({ free, coming }), record, limits, nowMs);
        coming += plan.create;
      };
      for (const event of happened) {
        if (event === 'take') free = Math.max(0, free - 1);
        if (event === 'give back' && free + coming < wanted) free += 1;
        if (event === 'wait') nowMs += 500;
        if (event === 'build' && coming > 0) {
          [coming, free] = [coming - 1, free + 1];
          record = { ...record, failures: 0 };
        }
        if (event === 'fail' && coming > 0) {
          coming -= 1;
          record = { failures: record.failures + 1, failedAtMs: nowMs };
        }
        fill();
        expect(free + coming).toBeLessThanOrEqual(wanted);
      }
      for (let round = 0; round < 2 * wanted + 2; round += 1) {
        free += coming;
        if (coming > 0) record = well;
        coming = 0;
        nowMs += limits.longestRetryMs;
        fill();
      }
      expect(free).toBe(wanted);
    }),
  );
});
