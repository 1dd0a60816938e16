/** `cellar restore`: puts what a backup holds into a data folder, all or nothing. */
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../../../proto/src/errors.ts';
import { FolderLock } from '../system/folder-lock.ts';
import { databaseName, dataFolder, lockName, pkiName } from './data-folder.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { putRestored, readyName } from './put-restored.ts';
import { unpackBackup } from './unpack-backup.ts';

export interface RestoreOptions {
  readonly data: string;
  readonly file: string;
  /** Replace what is there; it is kept in `replaced-TIME`. */
  readonly force: boolean;
  readonly nowMs: number;
}

const partName = 'restore.part';

/**
 * Images stay as they are.
 * @throws DomainError `conflict`: a control plane runs on the folder, or (without force) it holds one's data; else what
 * `unpackBackup` throws.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const given = dataFolder(options.data);
  await mkdir(given.path, { recursive: true, mode: 0o700 });
  using _lock = new FolderLock(given.path, lockName, 'control plane');
  await putRestored(given.path, options.nowMs);
  if (!options.force) requireEmpty(given.path);
  const part = join(given.path, partName);
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { mode: 0o700 });
  try {
    const manifest = await unpackBackup(options.file, part);
    await rm(join(part, manifestName));
    return await place(options, part, manifest);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

function requireEmpty(folder: string): void {
  const found = [databaseName, pkiName].find((name) => existsSync(join(folder, name)));
  if (found === undefined) return;
  throw new DomainError(
    'conflict',
    `${folder} holds a control plane's data already (${found}): --force replaces it and keeps the old beside it`,
    { reason: 'folder_not_empty' },
  );
}

async function place(options: RestoreOptions, part: string, manifest: Manifest): Promise<Manifest> {
  const ofDev = manifest.entries.some(({ name }) => name === 'dev.json');
  const target = dataFolder(options.data, ofDev);
  await mkdir(target.path, { recursive: true, mode: 0o700 });
  // Another folder than the one that is locked, when an empty one becomes that of `cellar dev`.
  using _lock = dirname(part) === target.path ? null : new FolderLock(target.path, lockName, 'control plane');
  if (ofDev) await placeDevMemory(join(part, 'dev.json'), target.devMemory);
  // The configuration has its place in /etc, which is the operator's.
  if (existsSync(join(part, 'control-plane.yaml')))
    await rename(join(part, 'control-plane.yaml'), join(part, 'control-plane.yaml.restored'));
  await own(part, dirname(part));
  const ready = join(target.path, readyName);
  await rename(part, ready);
  await sync(target.path);
  await putRestored(target.path, options.nowMs);
  await sync(target.path);
  return manifest;
}

/** A folder's own ports stay, as its cells know them; the login is that of the database. */
async function placeDevMemory(from: string, target: string | null): Promise<void> {
  if (target !== null && existsSync(target)) {
    const { user, password } = JSON.parse(await readFile(from, 'utf8'));
    const own = JSON.parse(await readFile(target, 'utf8'));
    await writeFile(from, JSON.stringify({ ...own, user, password }, null, 2));
  }
  if (target === null) await rm(from);
  else await rename(from, target);
}

/** Root restores for the user whom the folder belongs to. */
async function own(folder: string, as: string): Promise<void> {
  const { uid, gid } = await stat(as);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    await chown(path, uid, gid);
    if (entry.isFile()) await sync(path);
  }
  await chown(folder, uid, gid);
}

async function sync(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
