import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextOfRollOut, type RollOutDesktop, rollOutProgress } from './roll-out.ts';

const one = (id: string, change: Partial<RollOutDesktop> = {}): RollOutDesktop => {
  return { id, state: 'ready', isNew: false, isSettled: true, isHeld: false, isInSession: false, ...change };
};

test('free ones go first; those of users when they must, those at work last', () => {
  const desktops = [
    one('busy', { isHeld: true, isInSession: true }),
    one('held', { isHeld: true }),
    one('free'),
    one('new', { isNew: true }),
    one('bad', { state: 'error' }),
  ];
  const next = (batch: number, forceAtMs: number | null) =>
    nextOfRollOut({ batch, forceAtMs }, desktops, 1_000);
  expect(next(9, null)).toEqual(['free']);
  expect(next(9, 1_001)).toEqual(['free']);
  expect(next(9, 1_000)).toEqual(['free', 'held', 'busy']);
  expect(next(2, 1_000)).toEqual(['free', 'held']);
  expect(rollOutProgress(desktops)).toEqual({ total: 5, done: 1, working: 0, waiting: 3, errors: 1 });
});

test('never more than a batch at once, never one that has it, and in the end all have', () => {
  const desktop = fc.record({
    state: fc.constantFrom('building', 'ready', 'releasing', 'error', 'deleting'),
    isNew: fc.boolean(),
    isSettled: fc.boolean(),
    isHeld: fc.boolean(),
    isInSession: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(desktop, { maxLength: 30 }), fc.integer({ min: 1, max: 10 }), (some, batch) => {
      let desktops = some.map((about, index) => ({ ...about, id: String(index) }) as RollOutDesktop);
      for (let round = 0; round <= 2 * some.length + 1; round += 1) {
        const before = rollOutProgress(desktops).working;
        const next = nextOfRollOut({ batch, forceAtMs: 0 }, desktops, 1);
        if (next.length > 0) expect(before + next.length).toBeLessThanOrEqual(batch);
        for (const id of next) expect(desktops[Number(id)]).toMatchObject({ state: 'ready', isNew: false });
        desktops = desktops.map((desktop) => {
          if (next.includes(desktop.id)) return { ...desktop, isSettled: false };
          const isLeft = desktop.state === 'error' || desktop.state === 'deleting';
          if (isLeft || (desktop.state === 'ready' && desktop.isSettled)) return desktop;
          return { ...desktop, state: 'ready', isSettled: true, isNew: true };
        });
      }
      const { total, done, errors } = rollOutProgress(desktops);
      expect(done + errors).toBe(total);
    }),
  );
});
