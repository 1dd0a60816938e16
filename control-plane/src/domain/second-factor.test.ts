import { expect, test } from 'vitest';
import { plainRecoveryCode, splitPassword } from './second-factor.ts';

test.each([
  ['Secret-2024123456', { password: 'Secret-2024', code: '123456' }],
  ['1234567', { password: '1', code: '234567' }],
  ['line\n123456', { password: 'line\n', code: '123456' }],
  ['123456', null],
  ['Secret-12345', null],
  ['Secret-123456 ', null],
])('%j has its code at the end', (text, parts) => {
  expect(splitPassword(text)).toEqual(parts);
});

test('recovery codes are typed as people like', () => {
  expect(plainRecoveryCode(' ABCDEF-ghijkl ')).toBe('abcdefghijkl');
});
