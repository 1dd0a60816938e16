import { expect, test } from 'vitest';
import { properties, table } from './table.ts';

test('columns are as wide as their widest text', () => {
  const rows = [
    { name: 'a', size: 5, on: true },
    { name: 'longer', size: null, on: false },
  ];
  expect(
    table(
      [
        ['NAME', (row) => row.name],
        ['SIZE', (row) => row.size],
        ['ON', (row) => row.on],
      ],
      rows,
    ),
  ).toBe('NAME    SIZE  ON\na       5     yes\nlonger  -     no\n');
});

test('no name moves the cursor', () => {
  expect(table([['NAME', (row: string) => row]], ['a\u001b[2Jb'])).toBe('NAME\na?[2Jb\n');
});

test('a thing has a line for each value', () => {
  expect(properties({ name: 'web', disks: [1, 2], note: '' })).toBe('name   web\ndisks  [1,2]\nnote   -\n');
});
