import { expect, test } from 'vitest';
import { isRsReason, rsError, rsErrors, rsText } from './rs-errors.ts';

const entries = Object.entries(rsErrors);

test('has the numbers 1 to 27, each once', () => {
  expect(entries.map(([, { number }]) => number).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 27 }, (_, index) => index + 1),
  );
});

test.each(entries)('%s has texts in both languages that name no key besides its data', (reason, { data }) => {
  if (!isRsReason(reason)) throw new Error(reason);
  const values = Object.fromEntries(data.map((key) => [key, `<${key}>`]));
  for (const language of ['en', 'ru'] as const) {
    const text = rsText(reason, language, values);
    expect(text).not.toBe('');
    expect(text).not.toMatch(/[{}]|\s{2}|undefined/);
    const { client }: { client: { en: string; ru: string } | null } = rsErrors[reason];
    const named = [...(client?.[language] ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    expect(data).toEqual(expect.arrayContaining(named));
  }
  expect(/[а-я]/i.test(rsText(reason, 'ru', values))).toBe(true);
});

test('an error carries its reason and its data', () => {
  const error = rsError('quota_exceeded', { project_name: 'blue' });
  expect(error).toMatchObject({
    code: 'quota_exceeded',
    reason: 'quota_exceeded',
    details: { project_name: 'blue' },
    message: 'Quota exceeded for TRS project "blue". Please contact system administrator.',
  });
  expect(rsText('quota_exceeded', 'ru', { project_name: 'blue' })).toContain('TRS проекта "blue"');
});

test('what merely looks like a reason is none', () => {
  expect(['toString', '__proto__', undefined].map(isRsReason)).toEqual([false, false, false]);
});
