import { expect, test } from 'vitest';
import { passwordExpiryMs, passwordState } from './password-policy.ts';

const dayMs = 86_400_000;
const policy = { minLength: 8, maxAgeMs: 90 * dayMs, warnMs: 14 * dayMs, graceLogins: 2, history: 0 };
const state = (ageDays: number, graceLoginsUsed = 0) =>
  passwordState(policy, { passwordChangedAtMs: 0, graceLoginsUsed }, ageDays * dayMs);

test.each([
  [0, 0, { type: 'good' }],
  [75, 0, { type: 'good' }],
  [76, 0, { type: 'expires_soon', seconds: 14 * 86_400 }],
  [89, 0, { type: 'expires_soon', seconds: 86_400 }],
  [90, 0, { type: 'grace', loginsLeft: 1 }],
  [300, 1, { type: 'grace', loginsLeft: 0 }],
  [300, 2, { type: 'expired' }],
])('after %i days and %i grace logins: %j', (days, used, expected) => {
  expect(state(days, used)).toEqual(expected);
});

test('a clock that was set back ends nothing', () => {
  expect(state(-400)).toEqual({ type: 'good' });
});

test('without an age nothing ends', () => {
  const eternal = { ...policy, maxAgeMs: null };
  expect(passwordState(eternal, { passwordChangedAtMs: 0, graceLoginsUsed: 9 }, 1e15)).toEqual({
    type: 'good',
  });
  expect(passwordExpiryMs(eternal, { passwordChangedAtMs: 0 })).toBeNull();
  expect(passwordExpiryMs(policy, { passwordChangedAtMs: 5 })).toBe(5 + 90 * dayMs);
});
