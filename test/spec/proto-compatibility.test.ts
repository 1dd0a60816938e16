/**
 * Agents and control planes of neighbouring versions speak with each other while an installation is upgraded: what the previous
 * version's contract says (`test/upgrade/previous-proto.json`) still holds.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { protoContract } from '../support/proto-contract.ts';

const previous = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../upgrade/previous-proto.json'), 'utf8'),
) as Record<string, string>;
describe('the contract between control plane and agents', () => {
  test('has all that the previous version had, with the same numbers and types', () => {
    const now = protoContract();
    expect(Object.fromEntries(Object.keys(previous).map((name) => [name, now[name]]))).toEqual(previous);
  });

  test('gives no number of a field away again', () => {
    const used = new Map<string, string>();
    const numbered = { ...protoContract(), ...previous };
    for (const [name, about] of Object.entries(numbered)) {
      if (about.includes('->') || !about.includes(' ')) continue;
      const number = `${name.slice(0, name.lastIndexOf('.'))} ${about.split(' ', 1)[0]}`;
      expect([number, used.get(number) ?? name]).toEqual([number, name]);
      used.set(number, name);
    }
  });
});
