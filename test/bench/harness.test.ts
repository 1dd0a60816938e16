import { expect, test } from 'vitest';
import { type Comparison, compare, spread } from './harness.ts';

const replay = (values: readonly number[]) => {
  let next = 0;
  return async () => values[next++ % values.length] ?? Number.NaN;
};

const comparison = (changes: Partial<Comparison>): Comparison => ({
  what: 'w',
  unit: 'ms',
  against: 'a',
  floor: replay([10]),
  product: replay([20]),
  goal: { ratio: 3 },
  ...changes,
});

test('the median lies in the middle, or between the two in the middle', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
});

test('the median of the ratios of pairs counts, not the ratio of medians', async () => {
  const pairs = { floor: replay([1, 10, 100]), product: replay([2, 10, 50]), repeats: 3 };
  expect(await compare('l', comparison(pairs))).toMatchObject({
    ratio: { median: 1, min: 0.5, max: 2 },
    verdict: 'met',
    pairs: 3,
  });
});

test('a result near its goal is measured once more with twice the pairs', async () => {
  expect(await compare('l', comparison({ goal: { ratio: 1.9 } }))).toMatchObject({
    pairs: 10,
    verdict: 'missed',
  });
  expect(await compare('l', comparison({ goal: { value: 21 } }))).toMatchObject({
    pairs: 10,
    verdict: 'met',
  });
  expect(await compare('l', comparison({ goal: { value: 5 } }))).toMatchObject({
    pairs: 5,
    verdict: 'missed',
  });
  expect(await compare('l', comparison({ goal: null }))).toMatchObject({ pairs: 5, verdict: 'told' });
});

test('floor and product take turns in being first', async () => {
  const order: string[] = [];
  const floor = async () => order.push('floor');
  const product = async () => order.push('product');
  await compare('l', comparison({ floor, product, goal: null, repeats: 2 }));
  expect(order).toEqual(['floor', 'product', 'product', 'floor']);
});
