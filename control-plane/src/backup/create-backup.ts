/** `cellar backup`: database, certificate authority and configuration in one file for its owner only. */
import { createWriteStream } from 'node:fs';
import { access, copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { packTar, type TarSource } from 'modern-tar/fs';
import { DomainError } from '../../../proto/src/errors.ts';
import { copyDatabase, schemaOfDatabase } from '../store/database-file.ts';
import { FolderLock } from '../system/folder-lock.ts';
import { controlPlaneVersion } from '../system/version.ts';
import { databaseName, dataFolder } from './data-folder.ts';
import {
  describeEntry,
  type EntryName,
  entryNames,
  type Manifest,
  manifestName,
  neededEntries,
} from './manifest.ts';

export interface BackupOptions {
  /** Data folder of a control plane, or of `cellar dev`. */
  readonly data: string;
  /** Taken when it is elsewhere than in the data folder. */
  readonly database?: string | undefined;
  /** Path of the configuration file; taken along if it exists. */
  readonly configuration: string;
  /** Replaced when the new one is complete. */
  readonly file: string;
  readonly nowMs: number;
}

/**
 * The control plane may run. What a killed one leaves is `FILE.part`, which the next one removes.
 * @throws DomainError `not_found` if there is nothing to back up, `conflict` while another writes the same file.
 */
export async function createBackup(options: BackupOptions): Promise<Manifest> {
  const file = resolve(options.file);
  const sources = await sourcesOf(options);
  const work = `${file}.part`;
  await mkdir(work, { recursive: true, mode: 0o700 });
  const lock = new FolderLock(work, 'backup.pid', 'backup');
  try {
    const copies = await copyAll(sources, join(work, 'copies'));
    const manifest = await describe(copies, options.nowMs);
    await pack(manifest, copies, join(work, 'archive'));
    await rename(join(work, 'archive'), file);
    await syncFolder(dirname(file));
    return manifest;
  } finally {
    lock[Symbol.dispose]();
    await rm(work, { recursive: true, force: true });
  }
}

type Paths = ReadonlyMap<EntryName, string>;

async function sourcesOf({ data, database, configuration }: BackupOptions): Promise<Paths> {
  const { path: folder, devMemory } = dataFolder(data);
  const places: Record<EntryName, string | null> = {
    'cellar.db': database === undefined ? join(folder, databaseName) : resolve(database),
    'pki/ca.key': join(folder, 'pki/ca.key'),
    'pki/ca.crt': join(folder, 'pki/ca.crt'),
    'pki/control-plane.pem': join(folder, 'pki/control-plane.pem'),
    'cells.json': join(folder, 'cells.json'),
    'control-plane.yaml': configuration,
    'dev.json': devMemory,
  };
  const found = new Map<EntryName, string>();
  for (const name of entryNames) {
    const place = places[name];
    if (place !== null && (await exists(place))) found.set(name, place);
  }
  for (const name of neededEntries) {
    if (!found.has(name))
      throw new DomainError(
        'not_found',
        `there is no ${places[name]}: is ${data} the data folder of a control plane?`,
        {
          reason: 'no_data_folder',
        },
      );
  }
  return found;
}

/** Copies first: an entry of the archive must not change while it is described and packed. */
async function copyAll(sources: Paths, folder: string): Promise<Paths> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  const copies = new Map<EntryName, string>();
  for (const [name, source] of sources) {
    const copy = join(folder, name.replace('/', '-'));
    if (name === 'cellar.db') copyDatabase(source, copy);
    else await copyFile(source, copy);
    copies.set(name, copy);
  }
  return copies;
}

async function describe(copies: Paths, nowMs: number): Promise<Manifest> {
  const entries = await Promise.all([...copies].map(([name, path]) => describeEntry(name, path)));
  return {
    format: 'cellar-backup',
    version: 1,
    created_at: new Date(nowMs).toISOString(),
    cellar: controlPlaneVersion,
    schema: schemaOfDatabase(copies.get('cellar.db') ?? ''),
    entries,
  };
}

async function pack(manifest: Manifest, copies: Paths, target: string): Promise<void> {
  await rm(target, { force: true });
  const owned = { mode: 0o600, mtime: new Date(manifest.created_at), uid: 0, gid: 0 };
  const tar = packTar([
    { ...owned, type: 'content', target: manifestName, content: JSON.stringify(manifest, null, 2) },
    ...[...copies].map(([name, source]): TarSource => ({ ...owned, type: 'file', target: name, source })),
  ]);
  await pipeline(tar, createGzip(), createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
