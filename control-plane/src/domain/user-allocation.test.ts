import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocateUsers } from './user-allocation.ts';

const free = (...ids: string[]) => ids.map((id) => ({ id, users: 0 }));

test('in the standard mode each gets one of his own until none is left', () => {
  expect(allocateUsers('standard', ['a', 'b', 'c'], free('1', '2'), null)).toEqual({
    given: [
      { userId: 'a', serverId: '1' },
      { userId: 'b', serverId: '2' },
    ],
    without: ['c'],
  });
});

test('in the simultaneous mode they are spread, below the limit', () => {
  const servers = [{ id: '1', users: 2 }, ...free('2')];
  const spread = (most: number | null) =>
    allocateUsers('simultaneous', ['a', 'b', 'c', 'd'], servers, most).given.map(({ serverId }) => serverId);
  expect(spread(null)).toEqual(['2', '2', '1', '2']);
  expect(spread(2)).toEqual(['2', '2']);
});

test('nobody gets two, nobody is forgotten, no desktop has too many, and loads differ by one at most', () => {
  const users = fc.uniqueArray(fc.string(), { maxLength: 30 });
  const ids = fc.uniqueArray(fc.string(), { maxLength: 8 });
  const most = fc.option(fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(
      fc.constantFrom('standard', 'simultaneous'),
      users,
      ids,
      most,
      (mode, people, servers, max) => {
        const { given, without } = allocateUsers(mode, people, free(...servers), max);
        expect([...given.map(({ userId }) => userId), ...without].sort()).toEqual([...people].sort());
        const loads = servers.map((id) => given.filter(({ serverId }) => serverId === id).length);
        const limit = mode === 'standard' ? 1 : (max ?? Number.POSITIVE_INFINITY);
        expect(Math.max(0, ...loads)).toBeLessThanOrEqual(limit);
        if (loads.length > 0) expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        if (without.length > 0) expect(loads.every((load) => load === limit)).toBe(true);
      },
    ),
  );
});
