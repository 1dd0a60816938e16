import { expect, it } from 'vitest';
import { someNames } from './some-names.ts';

it('names some and counts the rest', () => {
  expect(someNames(['a'])).toBe("'a'");
  expect(someNames(['a', 'b', 'c'])).toBe("'a', 'b', 'c'");
  expect(someNames(['a', 'b', 'c', 'd', 'e'])).toBe("'a', 'b', 'c' and 2 more");
  expect(someNames(['a'], 100)).toBe("'a' and 99 more");
});
