import { chown } from 'node:fs/promises';
import type { Owner } from './disks/create-disk.ts';
import { removeUnfinished } from './disks/remove-unfinished.ts';
import { GuestFiles } from './guest-files.ts';
import { readStoragePath } from './storages/storage-path.ts';

/** The folders of the cell's guests, without what an agent that was killed left there. */
export async function openFiles(homePath: string, owner: Owner): Promise<GuestFiles> {
  const files = new GuestFiles(homePath);
  await files.makeFolders();
  files.storagePath = await readStoragePath(files.homePath);
  await removeUnfinished(files.storagePath);
  await chown(files.socketsPath, owner.uid, owner.gid);
  return files;
}
