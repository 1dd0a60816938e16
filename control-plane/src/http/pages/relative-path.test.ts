import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativePathOf } from './relative-path.ts';

test.each([
  ['index.html', 'index.html'],
  ['static/js/main.1a2b.js', 'static/js/main.1a2b.js'],
  ['a%20b/%D1%84.txt', 'a b/ф.txt'],
])('%s names the file %s', (encoded, path) => {
  expect(relativePathOf(encoded)).toBe(path);
});

test.each([
  '',
  '/',
  '..',
  'a/../b',
  '%2e%2e/b',
  '.%2E/b',
  '..%2fb',
  'a%2Fb',
  '..%5cb',
  'a\\b',
  '.git/config',
  'a//b',
  'a/',
  'a%00.html',
  'a%0ab',
  '%',
  '%ff',
])('%s names no file', (encoded) => {
  expect(relativePathOf(encoded)).toBeNull();
});

test('no path leads out of the folder', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '', 'a'), fc.string());
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const path = relativePathOf(parts.join('/'));
      expect(path === null || posix.join('/root', path).startsWith('/root/')).toBe(true);
    }),
  );
});
