import type { Dirent } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import type { ImageContent, ImageKind } from '../domain/image.ts';
import type { FoundImageFile } from '../use-cases/ports/index.ts';
import type { ContentHasher } from './content-hasher.ts';
import { extensionOf, type ImageFolder, moveInto } from './folder.ts';
import { checkFormat, type FormatCheck } from './format-check.ts';
import { type HashedStream, hashStream } from './hash-stream.ts';

/** A file that changed so shortly ago may still be growing. */
const settleMs = 2_000;
const ownName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_v\d+\.(?:qcow2|iso)$/;

interface Search {
  readonly folder: ImageFolder;
  readonly kind: ImageKind;
  readonly nowMs: number;
  readonly hasher: ContentHasher;
  readonly toContent: (hashed: HashedStream, format: FormatCheck) => ImageContent;
}

/**
 * The regular files of the kind's folder that have its suffix, in the order of their names; not links, hidden files,
 * empty ones, and those that changed within the last 2 s. Names may be any bytes.
 */
export async function findFiles(search: Search): Promise<FoundImageFile[]> {
  const parent = search.folder.of(search.kind);
  const entries = await readdir(parent, { encoding: 'buffer', withFileTypes: true });
  const found: FoundImageFile[] = [];
  for (const entry of entries.toSorted((one, other) => one.name.compare(other.name))) {
    if (!isCandidate(entry, extensionOf[search.kind])) continue;
    const path = Buffer.concat([Buffer.from(`${parent}/`), entry.name]);
    const version = await versionOf(path);
    if (version === null || version.sizeBytes === 0 || search.nowMs - version.changedAtMs < settleMs)
      continue;
    found.push(foundFile(search, path, entry.name.toString(), version));
  }
  return found;
}

function isCandidate(entry: Dirent<Buffer>, extension: string): boolean {
  const name = entry.name.toString();
  return entry.isFile() && !name.startsWith('.') && name.endsWith(extension);
}

function foundFile(search: Search, path: Buffer, name: string, version: Version): FoundImageFile {
  return {
    name,
    imageId: ownName.exec(name)?.[1] ?? null,
    read: () => readFound(search, path, version),
    async become(imageId) {
      if (!isSame(version, await versionOf(path))) return false;
      await moveInto(path, search.folder.path(imageId, search.kind, 1));
      return true;
    },
  };
}

/** Null if it is gone or changes meanwhile. */
async function readFound(search: Search, path: Buffer, version: Version): Promise<ImageContent | null> {
  const file = await openAsIs(path);
  if (file === null) return null;
  try {
    const format = checkFormat(search.kind);
    const source = file.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 });
    const { inspect } = format;
    const hashed = await hashStream(source, { hasher: search.hasher, inspect, broken: asError });
    await format.examine(file, hashed.sizeBytes);
    await file.chmod(0o600);
    await file.sync();
    return isSame(version, await versionOf(path)) ? search.toContent(hashed, format) : null;
  } finally {
    await file.close();
  }
}

async function openAsIs(path: Buffer): Promise<FileHandle | null> {
  return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    nullIfAbsent,
  );
}

interface Version {
  readonly node: number;
  readonly sizeBytes: number;
  readonly changedAtMs: number;
}

async function versionOf(path: Buffer): Promise<Version | null> {
  const stats = await lstat(path).catch(nullIfAbsent);
  if (stats === null || !stats.isFile()) return null;
  return { node: stats.ino, sizeBytes: stats.size, changedAtMs: stats.mtimeMs };
}

function isSame(one: Version, other: Version | null): boolean {
  return (
    other !== null &&
    one.node === other.node &&
    one.sizeBytes === other.sizeBytes &&
    one.changedAtMs === other.changedAtMs
  );
}

function nullIfAbsent(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ELOOP') return null;
  throw error;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
