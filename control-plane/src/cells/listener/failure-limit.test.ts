import { expect, test } from 'vitest';
import { FailureLimit } from './failure-limit.ts';

test('an address is refused after 30 failures until the minute is over; others are not', () => {
  let nowMs = 0;
  const limit = new FailureLimit(() => nowMs);
  for (let n = 0; n < 30; n += 1) {
    limit.check('10.0.0.1');
    limit.failed('10.0.0.1');
  }
  expect(() => limit.check('10.0.0.1')).toThrow(
    expect.objectContaining({ code: 'quota_exceeded', reason: 'rate_limited' }),
  );
  expect(() => limit.check('10.0.0.2')).not.toThrow();
  nowMs = 60_000;
  expect(() => limit.check('10.0.0.1')).not.toThrow();
});
