import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLocalTime, toLocalTime } from './time.ts';

describe('local times', () => {
  test('are read as they are written', () => {
    const between = { min: Date.UTC(1971, 0, 1), max: Date.UTC(2500, 0, 1) };
    fc.assert(
      fc.property(fc.integer(between), (ms) => {
        expect(toLocalTime(fromLocalTime(toLocalTime(ms)) ?? 0)).toBe(toLocalTime(ms));
      }),
    );
  });

  test.each([
    '',
    'yesterday',
    '2026-11-21',
    '2026-13-01 00:00:00',
    '2026-02-30 00:00:00',
    '2026-00-10 00:00:00',
    '2026-11-21 24:00:00',
    '2026-11-21 12:60:00',
    '2026-11-21T12:00:00',
    ' 2026-11-21 12:00:00',
  ])('are not %j', (text) => {
    expect(fromLocalTime(text)).toBeUndefined();
  });
});
