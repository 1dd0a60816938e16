import { expect, it } from 'vitest';
import { Kept } from './kept.ts';

it('asks once for those who ask together, and again when the time is over', async () => {
  let nowMs = 0;
  let asked = 0;
  const kept = new Kept<number>(10, () => nowMs);
  const ask = async () => {
    asked += 1;
    return asked;
  };
  const life = () => 1000;
  expect(await Promise.all([kept.get('a', ask, life), kept.get('a', ask, life)])).toEqual([1, 1]);
  nowMs = 999;
  expect(await kept.get('a', ask, life)).toBe(1);
  nowMs = 1000;
  expect(await kept.get('a', ask, life)).toBe(2);
  kept.forget('a');
  expect(await kept.get('a', ask, life)).toBe(3);
});

it('keeps no failure and no more than its capacity', async () => {
  const kept = new Kept<string>(2, () => 0);
  const fail = () => Promise.reject(new Error('away'));
  await expect(kept.get('a', fail, () => 1)).rejects.toThrow('away');
  expect(
    await kept.get(
      'a',
      async () => 'there',
      () => 1,
    ),
  ).toBe('there');
  await kept.get(
    'b',
    async () => 'b',
    () => 1,
  );
  await kept.get(
    'c',
    async () => 'c',
    () => 1,
  );
  expect(
    await kept.get(
      'a',
      async () => 'again',
      () => 1,
    ),
  ).toBe('again');
});
