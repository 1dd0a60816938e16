import { expect, test } from 'vitest';
import { defaultCellName, simulatedCellName } from './cell-name.ts';

test('a machine has one name, its simulated cells as many as there are', () => {
  expect(defaultCellName(null)).toMatch(/^cell_[0-9a-f]{12}$/);
  expect(defaultCellName(null)).toBe(defaultCellName(null));
  const names = Array.from({ length: 100 }, (_, n) => simulatedCellName(null, n + 1));
  expect(new Set([...names, defaultCellName(null)]).size).toBe(101);
  for (const name of names) expect(name).toMatch(/^cell_[0-9a-f]{12}$/);
  expect(simulatedCellName('sim', 2)).toBe('sim-2');
});
