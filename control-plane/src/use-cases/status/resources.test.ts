import { expect, test } from 'vitest';
import { noResources, resourcesOf, sumResources } from './resources.ts';

test('CPU use is the mean over all cores, not over cells', () => {
  const small = { ...noResources, cpuUsage: 100, cores: 4, memoryBytes: 10, readBytesPerSecond: 1 };
  const large = { ...noResources, cpuUsage: 0, cores: 12, memoryBytes: 30, readBytesPerSecond: 2 };
  expect(sumResources([small, large])).toMatchObject({
    cpuUsage: 25,
    cores: 16,
    memoryBytes: 40,
    readBytesPerSecond: 3,
  });
});

test('nothing sums up to nothing', () => {
  expect(sumResources([])).toEqual(noResources);
});

test('a silent cell has nothing to give', () => {
  const description = null;
  expect(resourcesOf(undefined)).toEqual(noResources);
  expect(resourcesOf({ cellId: 'a', alive: true, seenAtMs: 0, description, node: null })).toEqual(
    noResources,
  );
});
