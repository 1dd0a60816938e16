import { expect, test } from 'vitest';
import { systemOneTimeCodes } from './one-time-codes.ts';

/** The test vectors of RFC 6238, appendix B, in six digits; the secret is `12345678901234567890`. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at %i s the code is %s', (seconds, code) => {
  expect(systemOneTimeCodes.matchedStep(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test('takes the codes of the neighbours, no further', () => {
  const step = (seconds: number) => systemOneTimeCodes.matchedStep(secret, '287082', seconds * 1000);
  expect([29, 30, 59, 60, 89, 90].map(step)).toEqual([1, 1, 1, 1, 1, null]);
  expect(step(0)).toBe(1);
});

test('an app can read the secret', () => {
  const made = systemOneTimeCodes.newSecret();
  expect(made).toMatch(/^[A-Z2-7]{32}$/);
  const uri = new URL(systemOneTimeCodes.uri('alice', made));
  expect(`${uri.protocol}${uri.pathname}`).toBe('otpauth:/Cellar:alice');
  expect(uri.searchParams.get('secret')).toBe(made);
});
