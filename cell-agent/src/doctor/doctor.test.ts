import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodeOf } from '../../../proto/src/doctor/finding.ts';
import { renderFindings } from '../../../proto/src/doctor/render.ts';
import { settingsSchema } from '../config/schema.ts';
import { checkCertificate } from './certificate.ts';
import { failure, ok, warning } from './finding.ts';
import { closedFolder } from './storage.ts';
import { hasVirtualizationFlags } from './virtualization.ts';

test('the exit code is that of the worst finding', () => {
  const [fine, doubtful, broken] = [
    ok('a', 'fine'),
    warning('b', 'doubtful', 'Look.'),
    failure('c', 'broken', 'Mend.'),
  ];
  expect(exitCodeOf([])).toBe(0);
  expect(exitCodeOf([fine])).toBe(0);
  expect(exitCodeOf([doubtful, fine])).toBe(1);
  expect(exitCodeOf([doubtful, broken, fine])).toBe(2);
});

test('each finding is a line, with its remedy below', () => {
  expect(renderFindings([ok('a', 'fine'), failure('c', 'broken', 'Mend.')]).split('\n')).toEqual([
    'ok      a               fine',
    'error   c               broken',
    '                        → Mend.',
    '',
  ]);
});

test('only the flags of the processor count as virtualisation', () => {
  expect(hasVirtualizationFlags('model name\t: x\nflags\t\t: fpu vmx sse\n')).toBe(true);
  expect(hasVirtualizationFlags('flags\t\t: fpu svm\n')).toBe(true);
  expect(hasVirtualizationFlags('model name\t: vmx\nflags\t\t: fpu svm_lock\n')).toBe(false);
});

test('the outermost closed folder on the way is found', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cellar-doctor-'));
  try {
    await chmod(root, 0o755);
    const closed = join(root, 'closed');
    await mkdir(join(closed, 'inner'), { recursive: true });
    expect(await closedFolder(join(closed, 'inner'))).toBeNull();
    await chmod(closed, 0o750);
    expect(await closedFolder(join(closed, 'inner'))).toBe(closed);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});

test.each([
  [-1, 'error'],
  [3, 'warning'],
  [100, 'ok'],
])('a certificate with %i days left is %s', async (days, level) => {
  const identity = {
    cellId: 'c',
    name: 'cell_a',
    port: 1,
    advertise: '',
    addressIsFound: false,
    controlPlane: '',
    key: '',
    certificate: '',
    caCertificate: '',
    notBefore: new Date(Date.now() - 60 * 24 * 3_600_000),
    notAfter: new Date(Date.now() + days * 24 * 3_600_000),
  };
  expect(await checkCertificate({ settings: settingsSchema.parse({}), identity })).toMatchObject([{ level }]);
});
