import { expect, test } from 'vitest';
import { isUnchanged } from './conditional.ts';

const modifiedAtMs = Date.parse('2026-03-01T10:00:00Z') + 400;

test.each<[Record<string, string>, boolean]>([
  [{}, false],
  [{ 'if-none-match': '"a"' }, true],
  [{ 'if-none-match': '"x", W/"a"' }, true],
  [{ 'if-none-match': '*' }, true],
  [{ 'if-none-match': '"b"' }, false],
  [{ 'if-none-match': '"b"', 'if-modified-since': 'Sun, 01 Mar 2026 10:00:00 GMT' }, false],
  [{ 'if-modified-since': 'Sun, 01 Mar 2026 10:00:00 GMT' }, true],
  [{ 'if-modified-since': 'Sun, 01 Mar 2026 09:59:59 GMT' }, false],
  [{ 'if-modified-since': 'yesterday' }, false],
])('with %j the copy is good: %s', (headers, unchanged) => {
  expect(isUnchanged(new Headers(headers), '"a"', modifiedAtMs)).toBe(unchanged);
});
