import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from './to-yaml.ts';

test('any text comes back as it was', () => {
  const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
  fc.assert(
    fc.property(fc.array(text), (list) => {
      expect(parse(toYaml({ list }))).toEqual({ list });
    }),
  );
});

test.for([
  'no',
  'Yes',
  'on',
  '~',
  '',
  '=',
  '<<',
  '0123',
  '1_000',
  '12:30',
  '0x1f',
  '.5',
  '2001-01-01',
  '!x',
  '*a',
])('%j is quoted, as YAML 1.1 would not take it for text', (value) => {
  expect(toYaml({ value })).toBe(`value: ${JSON.stringify(value)}\n`);
});

test('nothing but printable ASCII is in it, in one line for each text', () => {
  expect(toYaml({ value: 'é\u0085\u2028\ufeff😀\n#' })).toBe(
    'value: "\\U000000e9\\U00000085\\U00002028\\U0000feff\\U0001f600\\n#"\n',
  );
});
