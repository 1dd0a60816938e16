import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prose, text } from './fields.ts';

const anyUnit = fc.string({ unit: 'binary' });
const control = fc.constantFrom('\0', '\x07', '\r', '\x1b', '\x7f', '\ud800', '\udfff', '\uffff');

test('takes every text that can be shown, of every script', () => {
  for (const value of ['', 'a b', 'é', '名', '😀', '\u202eright to left', "']]>&<", '\u2028']) {
    expect(text().safeParse(value).success).toBe(true);
    expect(prose().safeParse(`${value}\n\t${value}`).success).toBe(true);
  }
  expect(text().safeParse('two\nlines').success).toBe(false);
});

test('refuses control characters and halves of characters wherever they are', () => {
  fc.assert(
    fc.property(anyUnit, control, anyUnit, (before, character, after) => {
      const value = `${before} ${character} ${after}`;
      return !text(100_000).safeParse(value).success && !prose(100_000).safeParse(value).success;
    }),
  );
});
