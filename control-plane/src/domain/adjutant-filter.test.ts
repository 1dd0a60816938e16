import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLinearPattern } from '../use-cases/adjutant/listing/linear-pattern.ts';
import { type FieldValue, type FilterField, parseFilter } from './adjutant-filter.ts';

const fields: Record<string, FilterField> = {
  uuid: { kind: 'CharField', isId: true },
  task_type: { kind: 'CharField' },
  approved: { kind: 'BooleanField' },
  created_on: { kind: 'DateTimeField' },
  keystone_user: { kind: 'JSONField' },
};
const parse = (filter: unknown) => parseFilter(JSON.stringify(filter), fields, compileLinearPattern);
const holds = (filter: unknown, row: Record<string, FieldValue>) =>
  parse(filter).every(({ field, test }) => test(row[field] ?? null));
const messageOf = (filter: unknown): string => {
  try {
    parse(filter);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

describe('a filter', () => {
  const row = {
    uuid: 'd5c7901cfecd45ec9a87871035c9f662',
    task_type: 'invite_user',
    approved: true,
    created_on: Date.parse('2017-08-30T21:29:47.989Z'),
    keystone_user: '{"roles":["admin"]}',
  };
  const cases: readonly [unknown, boolean][] = [
    [{}, true],
    [{ filters: { task_type: { exact: 'invite_user' } } }, true],
    [{ uuid: { exact: 'd5c7901c-fecd-45ec-9a87-871035c9f662' } }, true],
    [{ uuid: { in: ['x', 'd5c7901c-fecd-45ec-9a87-871035c9f662'] } }, true],
    [{ task_type: { iexact: 'INVITE_user' } }, true],
    [{ task_type: { contains: 'vite', startswith: 'in', iendswith: 'USER' } }, true],
    [{ task_type: { icontains: 'X' } }, false],
    [{ task_type: { range: ['a', 'z'], gt: 'a', lte: 'invite_user' } }, true],
    [{ task_type: { regex: '^invite_(user|group)$' } }, true],
    [{ task_type: { regex: '^INVITE' } }, false],
    [{ task_type: { iregex: '^INVITE' } }, true],
    [{ task_type: { isnull: true } }, false],
    [{ task_type: { exact: null } }, false],
    [{ approved: { exact: 'true' } }, true],
    [{ approved: { in: [false] } }, false],
    [{ created_on: { gte: '2017-08-30', lt: '2017-08-31' } }, true],
    [{ created_on: { date: '2017-08-30', year: 2017, month: 8, day: 30, week_day: 4, hour: '21' } }, true],
    [{ created_on: { year__gte: 2018 } }, false],
    [{ created_on__year: { lt: 2018 } }, true],
    [{ created_on: { range: ['2017-08-30 21:29', '2017-08-30T21:30:00+00:00'] } }, true],
    [{ keystone_user: { contains: '"admin"' } }, true],
  ];
  it.each(cases)('%j gives %s', (filter, expected) => {
    expect(holds(filter, row)).toBe(expected);
  });

  const refused: readonly [unknown, string][] = [
    [[], 'Filters incorrectly formatted'],
    ['x', 'Filters incorrectly formatted'],
    [{ task_type: 'x' }, 'Filters incorrectly formatted'],
    [{ task_type: null }, 'Filters incorrectly formatted'],
    [{ fake: { exact: 1 } }, "Cannot resolve keyword 'fake' into field. Choices are: approved, created_on"],
    [{ hash_key: { exact: 'x' } }, "Cannot resolve keyword 'hash_key'"],
    [JSON.parse('{"__proto__": {"exact": 1}}'), "Cannot resolve keyword '__proto__'"],
    [{ constructor: { exact: 1 } }, "Cannot resolve keyword 'constructor'"],
    [{ task_type: { dont_find: 1 } }, "Unsupported lookup 'dont_find' for CharField"],
    [{ task_type: { toString: 1 } }, "Unsupported lookup 'toString' for CharField"],
    [{ approved: { contains: 'x' } }, "Unsupported lookup 'contains' for BooleanField"],
    [{ approved: { exact: 'x' } }, 'must be either True or False'],
    [{ created_on: { regex: 'x' } }, "Unsupported lookup 'regex' for DateTimeField"],
    [{ created_on: { exact: 'yesterday' } }, 'invalid date format'],
    [{ created_on: { year: 'x' } }, 'whole number'],
    [{ task_type: { in: 'abc' } }, 'must be a list'],
    [{ task_type: { contains: { a: 1 } } }, 'must be text'],
    [{ task_type: { regex: '(' } }, 'regular expression'],
    [{ task_type: { regex: '(a)\\1' } }, 'regular expression'],
    [{ task_type: { regex: '((a{100}){100}){100}' } }, 'regular expression'],
    [{ task_type: { regex: 'a'.repeat(300) } }, 'at most 256'],
    [{ task_type: { exact: 'a'.repeat(9_000) } }, 'at most 8192'],
    [Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, { exact: 1 }])), 'At most 32'],
  ];
  it.each(refused.map(([filter, message]) => ({ filter, message })))(
    'is refused: $message',
    ({ filter, message }) => {
      expect(messageOf(filter)).toContain(message);
    },
  );

  it('that is nested deeply is refused', () => {
    const deep = `{"task_type":${'['.repeat(4_000)}${']'.repeat(4_000)}}`;
    expect(() => parseFilter(deep, fields, compileLinearPattern)).toThrow('Filters incorrectly formatted');
    const exact = `{"task_type":{"exact":${'['.repeat(4_000)}${']'.repeat(4_000)}}}`;
    expect(() => parseFilter(exact, fields, compileLinearPattern)).toThrow('must be text');
  });

  it('is a filter or a refusal, whatever is sent', () => {
    const value = fc.oneof(fc.jsonValue(), fc.string());
    const operation = fc.oneof(
      fc.constantFrom(
        'exact',
        'in',
        'range',
        'regex',
        'iregex',
        'gt',
        'isnull',
        'year__gte',
        'date',
        'icontains',
      ),
      fc.string(),
    );
    const field = fc.oneof(fc.constantFrom(...Object.keys(fields)), fc.string());
    const filter = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.dictionary(operation, value)));
    fc.assert(
      fc.property(filter, (one) => {
        try {
          for (const { test } of parse(one)) for (const found of ['aaaa', 5, true, null]) test(found);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid' });
        }
      }),
    );
  });

  it('with a pattern that backtracks elsewhere ends', () => {
    const [condition] = parse({ task_type: { regex: '^(a+)+$' } });
    expect(condition?.test(`${'a'.repeat(10_000)}!`)).toBe(false);
  });
});
