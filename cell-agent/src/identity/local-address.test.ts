import { expect, test } from 'vitest';
import { withPort } from './local-address.ts';

test.each([
  ['cell-1', 'cell-1:5852'],
  ['cell-1:99', 'cell-1:99'],
  ['10.0.0.1', '10.0.0.1:5852'],
  ['fe80::1', '[fe80::1]:5852'],
  ['[fe80::1]', '[fe80::1]:5852'],
  ['[fe80::1]:99', '[fe80::1]:99'],
])('%s is advertised as %s', (host, advertised) => {
  expect(withPort(host, 5852)).toBe(advertised);
});
