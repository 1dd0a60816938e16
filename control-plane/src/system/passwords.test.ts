import { expect, test } from 'vitest';
import { scryptPasswords } from './passwords.ts';

test('a password is known again, another is not, and nobody has none', async () => {
  const stored = await scryptPasswords.hash('Päss word 1');
  expect(stored).not.toContain('word');
  expect(await scryptPasswords.verify('Päss word 1', stored)).toBe(true);
  expect(await scryptPasswords.verify('Pa\u0308ss word 1', stored)).toBe(true);
  expect(await scryptPasswords.verify('Päss word 2', stored)).toBe(false);
  expect(await scryptPasswords.verify('Päss word 1', undefined)).toBe(false);
});

test('a flood is refused beyond a bound, and over when it is over', async () => {
  const flood = Array.from({ length: 200 }, () => scryptPasswords.verify('x', undefined));
  const ends = await Promise.allSettled(flood);
  const refused = ends.filter((end) => end.status === 'rejected');
  expect(refused).toHaveLength(200 - 130);
  expect(refused[0]).toMatchObject({ reason: { code: 'quota_exceeded', reason: 'too_many_attempts' } });
  expect(await scryptPasswords.verify('x', undefined)).toBe(false);
});
