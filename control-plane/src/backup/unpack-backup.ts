/** Reads a backup into a folder and believes nothing of it before it is checked. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';
import { DomainError } from '../../../proto/src/errors.ts';
import { belongTogether } from '../cells/pki/belong-together.ts';
import { newestSchema, schemaOfDatabase } from '../store/database-file.ts';
import {
  describeEntry,
  entryNames,
  type Manifest,
  manifestName,
  manifestSchema,
  neededEntries,
} from './manifest.ts';

const allowed: ReadonlySet<string> = new Set([manifestName, ...entryNames]);

/**
 * Into an empty folder.
 * @throws DomainError `invalid` with reason `bad_backup`: cut off, changed, or none at all; `unsupported` with reason
 * `backup_newer`: made by a newer version.
 */
export async function unpackBackup(file: string, folder: string): Promise<Manifest> {
  await extract(file, folder);
  const manifest = await readManifest(file, folder);
  for (const name of neededEntries) {
    if (!manifest.entries.some((entry) => entry.name === name)) throw bad(file, `it has no ${name}`);
  }
  for (const entry of manifest.entries) {
    const found = await describeEntry(entry.name, join(folder, entry.name)).catch(() => null);
    if (found === null) throw bad(file, `it lacks ${entry.name}`);
    if (found.sha256 !== entry.sha256 || found.bytes !== entry.bytes)
      throw bad(file, `${entry.name} was changed`);
  }
  const schema = readSchema(file, join(folder, 'cellar.db'));
  if (schema !== manifest.schema) throw bad(file, 'its database has another version than it says');
  const text = (name: string) => readFile(join(folder, name), 'utf8');
  if (!belongTogether({ key: await text('pki/ca.key'), certificate: await text('pki/ca.crt') }))
    throw bad(file, 'pki/ca.key and pki/ca.crt do not belong together');
  return manifest;
}

async function extract(file: string, folder: string): Promise<void> {
  const strange: string[] = [];
  const seen = new Set<string>();
  const target = unpackTar(folder, {
    fmode: 0o600,
    dmode: 0o700,
    maxDepth: 2,
    filter: ({ name, type }) => {
      const expected = type === 'file' && allowed.has(name) && !seen.has(name);
      seen.add(name);
      if (!expected) strange.push(name);
      return expected;
    },
  });
  try {
    await pipeline(createReadStream(file), createGunzip(), target);
  } catch (error) {
    // A file that is missing or may not be read, and a full disk, are told as such.
    if (error instanceof Error && 'syscall' in error) throw error;
    throw bad(file, 'it is cut off, or was never one', error);
  }
  if (strange[0] !== undefined)
    throw bad(file, `it holds ${JSON.stringify(strange[0].slice(0, 100))}, which no backup has`);
}

async function readManifest(file: string, folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => null);
  const found = parseJson(text);
  if (hasNewerForm(found)) throw newer(file);
  const parsed = manifestSchema.safeParse(found);
  if (!parsed.success) throw bad(file, `its ${manifestName} is missing or damaged`);
  if (parsed.data.schema > newestSchema) throw newer(file);
  return parsed.data;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

function hasNewerForm(found: unknown): boolean {
  return (
    typeof found === 'object' &&
    found !== null &&
    'version' in found &&
    typeof found.version === 'number' &&
    found.version > 1
  );
}

function readSchema(file: string, database: string): number {
  try {
    return schemaOfDatabase(database);
  } catch (error) {
    throw bad(file, 'its database is damaged', error);
  }
}

function newer(file: string): DomainError {
  return new DomainError(
    'unsupported',
    `the backup ${file} was made by a newer version: restore it with that one`,
    {
      reason: 'backup_newer',
    },
  );
}

function bad(file: string, what: string, cause?: unknown): DomainError {
  return new DomainError('invalid', `${file} is no sound backup: ${what}`, { reason: 'bad_backup', cause });
}
