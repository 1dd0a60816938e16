import { rename } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { type Owner, settle } from '../disks/create-disk.ts';
import { onStorage } from '../disks/on-storage.ts';
import type { GuestFiles } from '../guest-files.ts';
import { receiveFile } from './file-channel.ts';

/** Receives a file of a guest beside its place, has it prepared there, and puts it in its place, whole or not at all. */
export async function receiveWhole(
  { files, owner }: { readonly files: GuestFiles; readonly owner: Owner },
  path: string,
  stream: Duplex,
  prepare: (part: string) => Promise<void> = async () => {},
): Promise<void> {
  const part = files.received(path);
  await receiveFile(part, stream);
  await prepare(part);
  await onStorage(async () => {
    await settle(part, owner);
    await rename(part, path);
  });
}
