import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAuthority } from '../cells/authority.ts';
import { openStore } from '../store/index.ts';
import { FolderLock } from '../system/folder-lock.ts';
import { createBackup } from './create-backup.ts';
import { manifestName } from './manifest.ts';
import { putRestored } from './put-restored.ts';
import { restoreBackup } from './restore-backup.ts';

const clock = { nowMs: () => 1_790_000_000_000 };
const nowMs = clock.nowMs();
let folder: string;
let data: string;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cellar-backup-'));
  data = join(folder, 'data');
  file = join(folder, 'backup.tar.gz');
  await (await openStore({ path: join(data, 'cellar.db'), clock }))[Symbol.asyncDispose]();
  await openAuthority({ folder: join(data, 'pki'), hosts: ['localhost'], clock });
  writeFileSync(join(folder, 'control-plane.yaml'), 'data: /srv/cellar\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const backUp = (target = file) =>
  createBackup({ data, configuration: join(folder, 'control-plane.yaml'), file: target, nowMs });
const restore = (target: string, force = false) => restoreBackup({ data: target, file, force, nowMs });
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('a backup', () => {
  test('holds database, keys and configuration in one file of its owner, and leaves nothing beside it', async () => {
    await backUp();
    expect(mode(file)).toBe('600');
    expect(readdirSync(folder).sort()).toEqual(['backup.tar.gz', 'control-plane.yaml', 'data']);
    const listed = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).trim().split('\n');
    expect(listed).toEqual([
      manifestName,
      'cellar.db',
      'pki/ca.key',
      'pki/ca.crt',
      'pki/control-plane.pem',
      'control-plane.yaml',
    ]);
  });

  test('comes back into a folder that does not exist, for its owner only', async () => {
    await backUp();
    const target = join(folder, 'new');
    await restore(target);
    expect(readdirSync(target).sort()).toEqual(['cellar.db', 'control-plane.yaml.restored', 'pki']);
    expect(readFileSync(join(target, 'pki/ca.key'))).toEqual(readFileSync(join(data, 'pki/ca.key')));
    for (const name of ['cellar.db', 'pki/ca.key', 'pki/control-plane.pem'])
      expect([name, mode(join(target, name))]).toEqual([name, '600']);
  });

  test('replaces what is there only when forced, and keeps that; images stay', async () => {
    await backUp();
    mkdirSync(join(data, 'images'));
    writeFileSync(join(data, 'images/one'), 'image');
    writeFileSync(join(data, 'cellar.db-wal'), 'of the old one');
    await expect(restore(data)).rejects.toMatchObject({ code: 'conflict', reason: 'folder_not_empty' });
    await restore(data, true);
    expect(readFileSync(join(data, 'images/one'), 'utf8')).toBe('image');
    expect(existsSync(join(data, 'cellar.db-wal'))).toBe(false);
    const kept = readdirSync(data).find((name) => name.startsWith('replaced-')) ?? '';
    expect(readdirSync(join(data, kept))).toEqual(
      expect.arrayContaining(['cellar.db', 'cellar.db-wal', 'pki']),
    );
  });

  test('is never put under a control plane that runs, forced or not', async () => {
    await backUp();
    using _running = new FolderLock(data, 'control-plane.pid', 'control plane');
    await expect(restore(data, true)).rejects.toMatchObject({ reason: 'folder_in_use' });
  });

  test('needs the data of a control plane', async () => {
    rmSync(join(data, 'pki/ca.key'));
    await expect(backUp()).rejects.toMatchObject({ code: 'not_found', reason: 'no_data_folder' });
    expect(existsSync(file)).toBe(false);
  });

  test('replaces an older one when it is complete, and clears what a killed one left', async () => {
    writeFileSync(file, 'older');
    mkdirSync(`${file}.part/copies`, { recursive: true });
    writeFileSync(`${file}.part/copies/cellar.db`, 'half');
    await backUp();
    await restore(join(folder, 'new'));
    expect(existsSync(`${file}.part`)).toBe(false);
  });
});

describe('refused, with the folder as it was', () => {
  const refused = async (reason: string) => {
    const target = join(folder, 'new');
    await expect(restore(target)).rejects.toMatchObject({ reason });
    expect(readdirSync(target)).toEqual([]);
  };

  test.each([0, 1, 40, 1_000, -1, -9, -600])('a file that ends at byte %i', async (at) => {
    await backUp();
    writeFileSync(file, readFileSync(file).subarray(0, at));
    await refused('bad_backup');
  });

  test('a file of which a byte was changed', async () => {
    await backUp();
    const tar = gunzipSync(readFileSync(file));
    const at = tar.indexOf('SQLite format 3') + 8_192;
    tar[at] = (tar[at] ?? 0) ^ 1;
    writeFileSync(file, gzipSync(tar));
    await refused('bad_backup');
  });

  /** The backup with its unpacked content changed, packed again. */
  const repacked = async (change: (content: string) => void, names: readonly string[] = ['.']) => {
    await backUp();
    const content = join(folder, 'content');
    mkdirSync(content);
    execFileSync('tar', ['xzf', file, '-C', content]);
    change(content);
    execFileSync('tar', ['czf', file, '-P', '--transform', 's,^\\./,,', '-C', content, ...names]);
    rmSync(content, { recursive: true });
  };
  const rewrite = (content: string, change: (manifest: Record<string, unknown>) => object) => {
    const path = join(content, manifestName);
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
  };
  const files = [
    manifestName,
    'cellar.db',
    'pki/ca.key',
    'pki/ca.crt',
    'pki/control-plane.pem',
    'control-plane.yaml',
  ];

  test('a file with an entry that leads elsewhere', async () => {
    await repacked(() => writeFileSync(join(folder, 'stranger'), 'x'), [...files, '../stranger']);
    await refused('bad_backup');
  });

  test('a file in which a link stands for the key', async () => {
    await repacked((content) => {
      rmSync(join(content, 'pki/ca.key'));
      execFileSync('ln', ['-s', '/etc/hostname', join(content, 'pki/ca.key')]);
    }, files);
    await refused('bad_backup');
  });

  test('a file without the database', async () => {
    await repacked(
      () => undefined,
      files.filter((name) => name !== 'cellar.db'),
    );
    await refused('bad_backup');
  });

  test('a file of another form or a newer version', async () => {
    await repacked((content) => rewrite(content, (manifest) => ({ ...manifest, format: 'other' })), files);
    await refused('bad_backup');
    await repacked((content) => rewrite(content, (manifest) => ({ ...manifest, version: 2 })), files);
    await refused('backup_newer');
    await repacked((content) => rewrite(content, (manifest) => ({ ...manifest, schema: 10_000 })), files);
    await refused('backup_newer');
  });

  test('a file that is none', async () => {
    writeFileSync(file, 'no archive');
    await refused('bad_backup');
  });
});

test('a restore that was killed while it put things in place goes on', async () => {
  await backUp();
  const before = readFileSync(join(data, 'pki/ca.key'));
  const target = join(folder, 'new');
  await restore(target);
  mkdirSync(join(target, 'restore.ready'));
  renameSync(join(target, 'cellar.db'), join(target, 'restore.ready/cellar.db'));
  await putRestored(target, nowMs);
  await putRestored(target, nowMs);
  expect(readdirSync(target).sort()).toEqual(['cellar.db', 'control-plane.yaml.restored', 'pki']);
  expect(readFileSync(join(target, 'pki/ca.key'))).toEqual(before);
});
