import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccessCalendar, isOpenAt, nextOpening, type Weekday, weekdays } from './access-calendar.ts';

const at = (time: string) => Date.parse(time);
const calendar = (
  days: readonly Weekday[],
  fromMinute: number,
  untilMinute: number,
  timeZone = 'Europe/Berlin',
): AccessCalendar => ({ timeZone, windows: [{ days, fromMinute, untilMinute }] });
const office = calendar(['mon', 'tue', 'wed', 'thu', 'fri'], 8 * 60, 18 * 60);

test.each([
  ['2026-11-23T06:59:59Z', false],
  ['2026-11-23T07:00:00Z', true],
  ['2026-11-23T16:59:59Z', true],
  ['2026-11-23T17:00:00Z', false],
  ['2026-11-22T10:00:00Z', false],
  // Summer: two hours ahead of UTC.
  ['2026-07-20T06:00:00Z', true],
  ['2026-07-20T16:00:00Z', false],
])('office hours in Berlin at %s: %s', (time, open) => {
  expect(isOpenAt(office, at(time))).toBe(open);
});

test.each([
  ['2026-11-20T17:00:00Z', '2026-11-23T07:00:00.000Z'],
  ['2026-11-23T03:00:30Z', '2026-11-23T07:00:00.000Z'],
  // Clocks are put back in between.
  ['2026-10-23T20:00:00Z', '2026-10-26T07:00:00.000Z'],
  ['2026-03-27T20:00:00Z', '2026-03-30T06:00:00.000Z'],
])('after %s they begin again at %s', (time, next) => {
  expect(new Date(nextOpening(office, at(time)) ?? 0).toISOString()).toBe(next);
});

test('a night belongs to the day on which it begins', () => {
  const night = calendar(['fri'], 22 * 60, 6 * 60, 'UTC');
  const open = (time: string) => isOpenAt(night, at(time));
  expect([open('2026-11-20T21:59:00Z'), open('2026-11-20T22:00:00Z')]).toEqual([false, true]);
  expect([open('2026-11-21T05:59:00Z'), open('2026-11-21T06:00:00Z')]).toEqual([true, false]);
  expect(open('2026-11-20T05:00:00Z')).toBe(false);
});

test('without a window it never opens; with all it never closes', () => {
  expect(nextOpening({ timeZone: 'UTC', windows: [] }, 0)).toBe(null);
  const always = calendar(weekdays, 0, 1_440);
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => isOpenAt(always, ms)));
});

test('when it opens next, it is open; a minute before it is not, unless windows touch', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  );
  const days = fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 });
  const window = fc.record({
    days,
    fromMinute: fc.integer({ min: 0, max: 1_439 }),
    untilMinute: fc.integer({ min: 1, max: 1_440 }),
  });
  const calendars = fc.record({ timeZone: zones, windows: fc.array(window, { minLength: 1, maxLength: 3 }) });
  const times = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
  fc.assert(
    fc.property(calendars, times, (one, time) => {
      const next = nextOpening(one, time);
      if (next === null) return;
      expect(isOpenAt(one, next)).toBe(true);
      expect(next).toBeGreaterThan(time);
      expect(next - time).toBeLessThanOrEqual(9 * 86_400_000);
    }),
  );
});
