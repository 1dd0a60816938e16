import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../../proto/src/errors.ts';
import { matchesAll, wantedValues } from '../../domain/list-condition.ts';
import { parseListConditions, type Query } from './list-modifiers.ts';

const parameters = { project_id: 'id', user_name: 'text', assigned: 'flag' } as const;
const dashed = '3005d0d4-4cf8-4c7c-bcb1-ad1be83fba8f';
const bare = dashed.replaceAll('-', '');

type Entry = Partial<Record<keyof typeof parameters, string | null>>;

function holds(query: Query, entry: Entry): boolean {
  const conditions = parseListConditions(query, parameters);
  return matchesAll(conditions, (name) => entry[name as keyof Entry] ?? null);
}

function refusal(query: Query): unknown {
  try {
    parseListConditions(query, parameters);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.details?.field : error;
  }
}

describe('modifiers of lists', () => {
  test.each<[string, string, Entry, boolean]>([
    ['user_name', 'Anna', { user_name: 'Anna' }, true],
    ['user_name', 'Anna', { user_name: 'anna' }, false],
    ['user_name__exact', 'Anna', { user_name: 'Anna' }, true],
    ['user_name__iexact', 'ANNA', { user_name: 'anna' }, true],
    ['user_name__ne', 'Anna', { user_name: 'Bob' }, true],
    ['user_name__ne', 'Anna', { user_name: null }, true],
    ['user_name__in', 'Anna,Bob', { user_name: 'Bob' }, true],
    ['user_name__nin', 'Anna,Bob', { user_name: 'Bob' }, false],
    ['user_name__contains', 'nn', { user_name: 'Anna' }, true],
    ['user_name__icontains', 'NN', { user_name: 'Anna' }, true],
    ['user_name__startswith', 'an', { user_name: 'Anna' }, false],
    ['user_name__istartswith', 'an', { user_name: 'Anna' }, true],
    ['user_name__endswith', 'na', { user_name: 'Anna' }, true],
    ['user_name__iendswith', 'NA', { user_name: 'Anna' }, true],
    ['user_name__isnull', 'True', { user_name: null }, true],
    ['user_name__isnull', '0', { user_name: null }, false],
    ['user_name__regex', '^An{2}a$', { user_name: 'Anna' }, true],
    ['user_name__regex', 'nn', { user_name: 'Anna' }, true],
    ['user_name__regex', '^nn', { user_name: 'Anna' }, false],
    ['project_id', bare, { project_id: dashed }, true],
    ['project_id', bare.toUpperCase(), { project_id: dashed }, true],
    ['project_id', `in:x,${bare}`, { project_id: dashed }, true],
    ['project_id', `neq:${bare}`, { project_id: dashed }, false],
    ['project_id__in', `x, ${bare}`, { project_id: dashed }, true],
    ['assigned', 'True', { assigned: 'true' }, true],
    ['assigned', '0', { assigned: 'true' }, false],
    ['assigned__ne', 'false', { assigned: 'true' }, true],
    ['assigned__in', 'true,false', { assigned: 'false' }, true],
  ])('%s=%s of %j: %s', (key, value, entry, expected) => {
    expect(holds({ [key]: [value] }, entry)).toBe(expected);
  });

  test('all conditions hold; repeated values of in are one list', () => {
    expect(holds({ user_name__contains: ['a', 'b'] }, { user_name: 'ab' })).toBe(true);
    expect(holds({ user_name__contains: ['a', 'b'] }, { user_name: 'a' })).toBe(false);
    expect(holds({ user_name__in: ['a,b', 'c'] }, { user_name: 'c' })).toBe(true);
  });

  test('an unknown plain parameter is nothing', () => {
    expect(parseListConditions({ other: ['x'], limit: ['1'] }, parameters)).toEqual([]);
  });

  test.each([
    ['user_name__like', 'x'],
    ['user_name__', 'x'],
    ['user_name__exact__in', 'x'],
    ['other__in', 'x'],
    ['__proto____in', 'x'],
    ['constructor__in', 'x'],
    ['assigned__contains', 'true'],
    ['assigned', 'perhaps'],
    ['assigned__in', 'true,'],
    ['user_name__isnull', 'x'],
    ['user_name__regex', '('],
    ['user_name__regex', '(?=x)'],
    ['user_name__regex', '(x{1000}){1000}'],
    ['user_name__regex', 'x'.repeat(201)],
    ['user_name__in', ','.repeat(1_001)],
  ])('%s=%s is refused by name', (key, value) => {
    expect(refusal({ [key]: [value] })).toBe(key);
  });

  test('an index is asked for what can match', () => {
    const wanted = (query: Query) => wantedValues(parseListConditions(query, parameters), 'user_name');
    expect(wanted({ user_name__in: ['a,b,a'], user_name__ne: ['b'] })).toEqual(['a', 'b']);
    expect(wanted({ user_name__in: ['a,b'], user_name: ['b'] })).toEqual(['b']);
    expect(wanted({ user_name__contains: ['a'] })).toBeNull();
  });

  test('whatever is sent is taken or refused, and what an index gives is all that matches', () => {
    const key = fc.oneof(
      fc.tuple(
        fc.constantFrom(...Object.keys(parameters)),
        fc.constantFrom('', '__in', '__nin', '__regex', '__isnull'),
      ),
      fc.tuple(fc.string(), fc.string()),
    );
    const query = fc.array(fc.tuple(key, fc.array(fc.string(), { minLength: 1, maxLength: 3 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(query, fc.string(), (entries, name) => {
        const asked = Object.fromEntries(entries.map(([parts, values]) => [parts.join(''), values]));
        if (refusal(asked) !== null) return typeof refusal(asked) === 'string';
        const conditions = parseListConditions(asked, parameters);
        const wanted = wantedValues(conditions, 'user_name');
        const matched = matchesAll(
          conditions.filter(({ parameter }) => parameter === 'user_name'),
          () => name,
        );
        return !matched || wanted === null || wanted.includes(name);
      }),
    );
  });
});
