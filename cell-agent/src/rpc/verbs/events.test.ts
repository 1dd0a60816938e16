import { expect, test } from 'vitest';
import { statisticsBeatMs } from './events.ts';

test.each([
  ['nothing is asked: as configured', 5_000, 0, 5_000],
  ['the subscriber needs a sign of life sooner', 60_000, 2_000, 2_000],
  ['the cell is set to sample more often', 500, 2_000, 500],
  ['faster than is of use', 5_000, 1, 100],
])('%s', (_, configuredMs, askedMs, expected) => {
  expect(statisticsBeatMs(configuredMs, askedMs)).toBe(expected);
});
