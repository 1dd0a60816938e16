/** Where the cell's own disks are, if they have moved from where they are at first. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../../../proto/src/errors.ts';

const fileName = 'storage-path';

export async function readStoragePath(homePath: string): Promise<string> {
  const text = await readFile(join(homePath, fileName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const path = text.trim();
  if (path === '') return homePath;
  await mkdir(path, { recursive: true, mode: 0o755 });
  return path;
}

/** @throws DomainError `invalid` with reason `bad_storage_path` if nothing can be written there. */
export async function moveStoragePath(homePath: string, path: string): Promise<void> {
  const trial = join(path, `.cellar-${randomUUID()}`);
  try {
    await mkdir(path, { recursive: true, mode: 0o755 });
    await writeFile(trial, 'x');
    await rm(trial);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DomainError('invalid', `the storage path ${path} can not be used: ${why}`, {
      reason: 'bad_storage_path',
      cause,
    });
  }
  const draft = join(homePath, `${fileName}.new`);
  const file = await open(draft, 'w', 0o644);
  try {
    await file.writeFile(`${path}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(homePath, fileName));
}
