import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatSize, parseCount, parseSize } from './sizes.ts';

describe('sizes', () => {
  test.each([
    ['512M', 512 * 2 ** 20],
    ['2GiB', 2 * 2 ** 30],
    ['1.5g', 1.5 * 2 ** 30],
    ['1 T', 2 ** 40],
    ['4096', 4096],
    ['10KB', 10_240],
  ])('%s is %i bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  test.each(['', '0', '-1G', '1P', 'G', '1G2', '1e9', 'ten', '9999999999T'])('%j is none', (text) => {
    expect(() => parseSize(text)).toThrow(/is no size/);
  });

  test('what is shown for whole units is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1023 }), fc.constantFrom(0, 1, 2, 3, 4), (count, unit) => {
        const bytes = count * 1024 ** unit;
        expect(parseSize(formatSize(bytes))).toBe(bytes);
      }),
    );
  });

  test('counts are whole', () => {
    expect(parseCount('16')).toBe(16);
    expect(() => parseCount('1.5')).toThrow(/no whole number/);
  });
});
