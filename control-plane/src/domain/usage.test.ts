import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageRows, decodeUsage, encodeUsage, gap, mergeHours, toSample, width } from './usage.ts';

test('a value survives its 16 bits to 0.04 %, zero exactly', () => {
  expect(decodeUsage(encodeUsage(0))).toBe(0);
  expect(decodeUsage(gap)).toBeNull();
  fc.assert(
    fc.property(fc.double({ min: 0, max: 2 ** 60, noNaN: true }), (value) => {
      const code = encodeUsage(value);
      expect(code).toBeLessThan(gap);
      const error = Math.abs((decodeUsage(code) ?? Number.NaN) - value);
      expect(error).toBeLessThanOrEqual(0.0004 * (1 + value));
    }),
  );
});

test('gaps are left out of means, and a mean of gaps is one', () => {
  const row = (code: number) => new Uint16Array(width).fill(code);
  const mean = averageRows([row(encodeUsage(100)), row(gap), row(encodeUsage(300))]);
  expect(toSample(0, mean).cpuPercent).toBeCloseTo(200, 0);
  expect(toSample(0, averageRows([row(gap)])).cpuPercent).toBeNull();
  expect(toSample(5, averageRows([])).atMs).toBe(5);
});

test('an hour told twice keeps what either knows, the newer first', () => {
  expect([...mergeHours(Uint16Array.of(1, 2, gap), Uint16Array.of(gap, 3, gap))]).toEqual([1, 3, gap]);
});
