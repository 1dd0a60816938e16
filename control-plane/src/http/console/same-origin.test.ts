import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

it.each([
  [undefined, 'cellar:5870', true],
  ['http://cellar:5870', 'cellar:5870', true],
  ['http://CELLAR:5870', 'cellar:5870', true],
  ['https://cellar', 'cellar', true],
  ['https://cellar', 'cellar:443', true],
  ['http://[::1]:5870', '[::1]:5870', true],
  ['http://cellar', 'cellar:5870', false],
  ['http://cellar:5871', 'cellar:5870', false],
  ['http://evil.example', 'cellar:5870', false],
  ['http://cellar.evil.example', 'cellar', false],
  ['null', 'cellar', false],
  ['', 'cellar', false],
  ['file://', '', false],
  ['http://cellar', undefined, false],
])('takes the page %s of a server asked as %s: %s', (origin, host, same) => {
  expect(isSameOrigin(origin, host)).toBe(same);
});

it('judges whatever headers come', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (origin, host) => typeof isSameOrigin(origin, host) === 'boolean'),
  );
});
