import { expect, test } from 'vitest';
import { maximumCores, maximumMemoryBytes } from './growth.ts';

const gibibyte = 2 ** 30;

test.each([
  [1, 8],
  [4, 8],
  [16, 32],
  [128, 240],
  [256, 256],
])('a guest of %i cores may get %i', (cores, maximum) => {
  expect(maximumCores(cores)).toBe(maximum);
});

test.each([
  ['linux', 2, 4],
  ['linux', 8, 12],
  ['linux', 14, 14],
  ['windows', 2, 2],
] as const)('a %s guest of %i GiB may get %i on a host of 16', (operatingSystem, memory, maximum) => {
  const guest = { operatingSystem, memoryBytes: memory * gibibyte };
  expect(maximumMemoryBytes(guest, 16 * gibibyte)).toBe(maximum * gibibyte);
});
