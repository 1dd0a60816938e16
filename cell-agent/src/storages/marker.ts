/**
 * The file by which a cell knows that it sees the storage that the others see: it holds the storage's id. Only the cell
 * that is told to begins a storage; the others must find it begun.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../proto/src/errors.ts';
import type { StorageSource } from '../../../proto/src/model-storages.ts';
import { storageFolders, storageMarker } from '../hypervisor/port/storages.ts';

const marker = z.object({ id: z.string(), name: z.string() });

/** @throws DomainError `cell_unreachable` with reason `storage_unavailable` if it is another place than it should be. */
export async function checkMarker(
  root: string,
  { id, name, target }: StorageSource,
  initialize: boolean,
): Promise<void> {
  const present = await readMarker(root);
  if (present === id) return await makeFolders(root);
  if (!initialize) {
    const found = present === null ? 'has no cellar/storage.json' : 'is that of another storage';
    throw unavailable(
      name,
      `is not what other cells see: ${target} on this cell ${found}. It must be the same on every cell`,
    );
  }
  if (present !== null && (await hasDisks(root)))
    throw unavailable(name, `can not begin in ${target}: another storage has guests there`);
  await makeFolders(root);
  await writeMarker(root, JSON.stringify({ id, name }));
}

async function readMarker(root: string): Promise<string | null> {
  try {
    return marker.parse(JSON.parse(await readFile(join(root, storageMarker), 'utf8'))).id;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    if (error instanceof SyntaxError || error instanceof z.ZodError) return '';
    throw error;
  }
}

async function hasDisks(root: string): Promise<boolean> {
  const names = await readdir(join(root, storageFolders.disks)).catch(() => []);
  return names.length > 0;
}

/** QEMU, under its own account, must pass through. */
async function makeFolders(root: string): Promise<void> {
  for (const folder of Object.values(storageFolders))
    await mkdir(join(root, folder), { recursive: true, mode: 0o755 });
}

async function writeMarker(root: string, text: string): Promise<void> {
  const path = join(root, storageMarker);
  const draft = join(dirname(path), `.${randomUUID()}.new`);
  const file = await open(draft, 'wx', 0o644);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

export function unavailable(name: string, why: string, cause?: unknown): DomainError {
  return new DomainError('cell_unreachable', `storage '${name}' ${why}`, {
    reason: 'storage_unavailable',
    subject: { kind: 'storage-pool', id: name },
    cause,
  });
}
