import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import operations from './nano-operations.json' with { type: 'json' };

const folder = resolve(import.meta.dirname, '../contract/nano');

/** The groups that are finished, by the part of the work that they belong to. */
const finished = new Set([
  'foundation',
  'guests',
  'migration',
  'people',
  'policies',
  'addresses',
  'storages',
]);

function coveredOperations(): Set<string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/\bcovers\('([^']+)'\)/g)].map((match) => match[1] ?? '')),
  );
}

describe('the Nano API', () => {
  test('has each operation once', () => {
    const names = operations.map(({ operation }) => operation);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(130);
  });

  test('has a contract test for every operation of the finished groups', () => {
    const covered = coveredOperations();
    const wanted = operations.filter(({ since }) => finished.has(since)).map(({ operation }) => operation);
    expect(wanted.filter((operation) => !covered.has(operation))).toEqual([]);
  });
});
