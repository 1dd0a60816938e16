import { expect, test } from 'vitest';
import { createScryptPasswords } from './passwords.ts';

const quick = { N: 2 ** 10, parallel: 2, waitingMost: 20 };
const passwords = createScryptPasswords(quick);

test('a password is known again, another is not, and nobody has none', async () => {
  const stored = await passwords.hash('Päss word 1');
  expect(stored).not.toContain('word');
  expect(await passwords.verify('Päss word 1', stored)).toBe(true);
  expect(await passwords.verify('Pa\u0308ss word 1', stored)).toBe(true);
  expect(await passwords.verify('Päss word 2', stored)).toBe(false);
  expect(await passwords.verify('Päss word 1', undefined)).toBe(false);
});

test('a flood is refused beyond a bound, and over when it is over', async () => {
  const flood = Array.from({ length: 50 }, () => passwords.verify('x', undefined));
  const ends = await Promise.allSettled(flood);
  const refused = ends.filter((end) => end.status === 'rejected');
  expect(refused).toHaveLength(50 - quick.parallel - quick.waitingMost);
  expect(refused[0]).toMatchObject({ reason: { code: 'quota_exceeded', reason: 'too_many_attempts' } });
  expect(await passwords.verify('x', undefined)).toBe(false);
});
