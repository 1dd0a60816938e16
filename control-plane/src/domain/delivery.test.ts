import { expect, test } from 'vitest';
import { nextAttemptMs } from './delivery.ts';

test('what does not arrive is tried for a day, at first soon, then every hour', () => {
  const pauses: number[] = [];
  let nowMs = 1_000;
  for (let failures = 1; ; failures += 1) {
    const next = nextAttemptMs({ createdAtMs: 1_000 }, failures, nowMs);
    if (next === null) break;
    pauses.push((next - nowMs) / 1000);
    nowMs = next;
  }
  expect(pauses.slice(0, 8)).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600]);
  expect(new Set(pauses.slice(7))).toEqual(new Set([3_600]));
  expect(nowMs).toBeLessThanOrEqual(86_401_000);
});
