import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isExpiryNear, renewalDueMs, retryDelayMs } from './certificate-life.ts';

const lives = fc
  .record({ fromMs: fc.integer({ min: 0, max: 1e12 }), lengthMs: fc.integer({ min: 1_000, max: 1e11 }) })
  .map(({ fromMs, lengthMs }) => ({ fromMs, toMs: fromMs + lengthMs }));
const chance = fc.double({ min: 0, max: 1, noNaN: true });

test('renewal is due in the second half of the life, long before a warning', () => {
  fc.assert(
    fc.property(lives, chance, (life, dice) => {
      const dueMs = renewalDueMs(life, dice);
      expect(dueMs).toBeGreaterThan((life.fromMs + life.toMs) / 2);
      expect(isExpiryNear(life, dueMs)).toBe(false);
      expect(isExpiryNear(life, life.toMs - 1)).toBe(true);
    }),
  );
});

test('attempts are at most an hour apart and many before the end', () => {
  fc.assert(
    fc.property(lives, fc.integer({ min: 1, max: 1_000 }), chance, (life, failures, dice) => {
      const dueMs = renewalDueMs(life, 0);
      const delayMs = retryDelayMs(life, failures, dueMs, dice);
      expect(delayMs).toBeGreaterThanOrEqual(100);
      expect(delayMs).toBeLessThanOrEqual(Math.max(100, Math.min(3_600_000, (life.toMs - dueMs) / 20)));
    }),
  );
  expect(retryDelayMs({ fromMs: 0, toMs: 1 }, 40, 2, 0)).toBe(3_600_000);
});
