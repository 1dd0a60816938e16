import { expect, test } from 'vitest';
import { sizeOf } from './quota-sizes.ts';

const quota = (factor: number) => ({
  instances: 10 * factor,
  cores: 20 * factor,
  memoryBytes: 2 ** 30 * factor,
  diskBytes: null,
  snapshots: 0,
  addresses: 5 * factor,
});
const sizes = [
  { name: 'small', quota: quota(1) },
  { name: 'large', quota: quota(4) },
];

test.each([
  ['small', quota(1)],
  ['large', quota(4)],
  ['small', { ...quota(1), instances: 12 }],
  ['custom', quota(2)],
  ['custom', { ...quota(1), diskBytes: 5 }],
  ['custom', undefined],
])('is %s', (name, has) => {
  expect(sizeOf(sizes, has)).toBe(name);
});
