import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SessionAges, sessionActivities, timedOut } from './session-timeouts.ts';

const limits = { idleS: 10, disconnectS: 5, longestS: 100, action: 'stop' } as const;
const none = { idleS: null, disconnectS: null, longestS: null, action: 'stop' } as const;
const ages = (change: Partial<SessionAges>): SessionAges => {
  return { activity: 'active', openMs: 0, idleMs: 0, awayMs: 0, ...change };
};

test.each<[Partial<SessionAges>, string | null]>([
  [{ openMs: 99_999 }, null],
  [{ openMs: 100_000 }, 'longest'],
  [{ activity: 'unknown', openMs: 100_000 }, 'longest'],
  [{ activity: 'idle', idleMs: 9_999 }, null],
  [{ activity: 'idle', idleMs: 10_000 }, 'idle'],
  [{ activity: 'disconnected', idleMs: 4_999, awayMs: 4_999 }, null],
  [{ activity: 'disconnected', idleMs: 5_000, awayMs: 5_000 }, 'disconnected'],
  [{ activity: 'disconnected', idleMs: 10_000, awayMs: 1 }, 'idle'],
])('%j: %s', (change, reason) => {
  expect(timedOut(ages(change), limits)).toBe(reason);
});

test('who works, or of whom nothing is known, has only the longest session to fear', () => {
  const natural = fc.integer({ min: 0, max: 1e9 });
  const some = fc.record({
    activity: fc.constantFrom(...sessionActivities),
    openMs: natural,
    idleMs: natural,
    awayMs: natural,
  });
  fc.assert(
    fc.property(some, (session) => {
      expect(timedOut(session, none)).toBe(null);
      const reason = timedOut(session, { ...limits, longestS: null });
      if (session.activity === 'active' || session.activity === 'unknown') expect(reason).toBe(null);
      if (reason === 'disconnected') expect(session.activity).toBe('disconnected');
    }),
  );
});
