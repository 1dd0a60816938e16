import { expect, test } from 'vitest';
import { SampleClock } from './sample-clock.ts';

const startedMs = 1_700_000_000_000;

test('a message that was long under way is put at the time when it was made', () => {
  const clock = new SampleClock();
  expect(clock.sampledAt(startedMs, 1_000)).toBe(1_000);
  expect(clock.sampledAt(startedMs + 500, 1_900)).toBe(1_500);
});

test('a shorter way corrects the difference of the clocks', () => {
  const clock = new SampleClock();
  clock.sampledAt(startedMs, 1_000);
  expect(clock.sampledAt(startedMs + 500, 1_400)).toBe(1_400);
  expect(clock.sampledAt(startedMs + 600, 1_600)).toBe(1_500);
});

test.each([-3_600_000, 3_600_000])('a clock that is set by %d ms makes no message old', (jumpMs) => {
  const clock = new SampleClock();
  clock.sampledAt(startedMs, 1_000);
  expect(clock.sampledAt(startedMs + 500 + jumpMs, 1_500)).toBe(1_500);
});
