import { describe, expect, test } from 'vitest';
import { checkStorageSettings, troubleOfStorage, usedShare } from './storage-pool.ts';

describe('settings of storage pools', () => {
  test.each([
    { type: 'nfs', host: 'nfs.nano.com', target: '/var/nano/pool1' },
    { type: 'nfs', host: '10.0.0.7', target: '/' },
    { type: 'nfs', host: 'fd00::7', target: '/export' },
    { type: 'directory', host: '', target: '/srv/shared' },
  ] as const)('$type $host:$target is sound', (settings) => {
    expect(() => checkStorageSettings(settings)).not.toThrow();
  });

  test.each([
    { type: 'nfs', host: '', target: '/x', says: 'host "" must be the name' },
    { type: 'nfs', host: '-o rw', target: '/x', says: 'host "-o rw" must be' },
    { type: 'nfs', host: 'nfs', target: 'x', says: 'target "x" must be an absolute path' },
    { type: 'nfs', host: 'nfs', target: '/a/../b', says: "without '.' and '..'" },
    { type: 'directory', host: 'nfs', target: '/x', says: 'empty for a directory' },
    { type: 'directory', host: '', target: '//', says: 'below /' },
    { type: 'directory', host: '', target: '/a\nb', says: 'absolute path' },
  ] as const)('$type $host:$target is refused', ({ says, ...settings }) => {
    expect(() => checkStorageSettings(settings)).toThrow(says);
  });
});

describe('trouble with a storage', () => {
  const well = { name: 's', id: 'i', attached: true, error: '', totalBytes: 1000, availableBytes: 101 };

  test('begins at nine tenths, and while it is not attached', () => {
    expect(troubleOfStorage(well)).toBeNull();
    expect(troubleOfStorage({ ...well, availableBytes: 100 })).toMatchObject({ code: 'storage_nearly_full' });
    const lost = { ...well, attached: false, totalBytes: 0, availableBytes: 0 };
    expect(troubleOfStorage(lost)).toBeNull();
    expect(troubleOfStorage({ ...lost, error: 'away' })).toEqual({
      code: 'storage_unavailable',
      message: "The storage 's' is not attached: away.",
    });
  });

  test('an unknown size counts as unused', () => {
    expect(usedShare({ totalBytes: 0, availableBytes: 0 })).toBe(0);
  });
});
