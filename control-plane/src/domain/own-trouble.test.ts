import { expect, test } from 'vitest';
import { troubleOfCertificate, troubleOfFolder } from './own-trouble.ts';

const dayMs = 86_400_000;

test('a file system is warned of from nine tenths on', () => {
  expect(troubleOfFolder('/d', { totalBytes: 100, freeBytes: 11 })).toBeNull();
  expect(troubleOfFolder('/d', { totalBytes: 0, freeBytes: 0 })).toBeNull();
  expect(troubleOfFolder('/d', { totalBytes: 100, freeBytes: 7 })).toEqual({
    code: 'data_nearly_full',
    message: 'The file system of /d is 93 % full.',
  });
});

test('a certificate is warned of in its last month', () => {
  expect(troubleOfCertificate('the listener rs', 40 * dayMs, 10 * dayMs)).toBeNull();
  expect(troubleOfCertificate('the listener rs', 40 * dayMs, 11 * dayMs)?.message).toContain('in 29 days');
  expect(troubleOfCertificate('the listener rs', 40 * dayMs, 40 * dayMs)?.message).toContain('has expired');
});
