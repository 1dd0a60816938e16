import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { guestSpec } from '../../../../../test/support/guest-spec.ts';
import { writeSeed } from './write-seed.ts';

const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const cloudInit = {
  rootEnabled: false,
  adminName: 'anna',
  adminSecret: 'Never-shown-1',
  dataPath: '',
  userData: '',
};
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp('/tmp/cellar-seed-');
  path = join(folder, 'seed.iso');
});
afterEach(() => rm(folder, { recursive: true }));

const fileIn = (image: string, name: string) =>
  execFileSync('isoinfo', ['-i', image, '-J', '-x', `/${name}`], { encoding: 'utf8' });

test('a disk that cloud-init finds, with a hash for the password, open to few', async () => {
  const spec = guestSpec({ hostName: 'no', cloudInit });
  await writeSeed(path, spec, owner);
  expect(execFileSync('isoinfo', ['-i', path, '-d'], { encoding: 'utf8' })).toContain('Volume id: cidata');
  expect(parse(fileIn(path, 'meta-data'))).toEqual({ 'instance-id': spec.id, 'local-hostname': 'no' });
  expect(parse(fileIn(path, 'user-data')).users[0].hashed_passwd).toMatch(/^\$6\$/);
  expect((await readFile(path)).includes(cloudInit.adminSecret)).toBe(false);
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});

test('another instance is set up anew', async () => {
  const spec = guestSpec({ cloudInit });
  await writeSeed(path, spec, owner, 'second');
  expect(parse(fileIn(path, 'meta-data'))['instance-id']).toBe('second');
});

test('a guest without cloud-init gets none', async () => {
  await writeSeed(path, guestSpec(), owner);
  await expect(stat(path)).rejects.toThrow('ENOENT');
});
