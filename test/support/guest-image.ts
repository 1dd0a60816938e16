import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');

export interface GuestImage {
  /** Complete file names as in a cell's image cache. */
  readonly disk: { readonly path: string; readonly sha256: string };
  readonly iso: { readonly path: string; readonly sha256: string };
}

/** The small guest image of scripts/build-guest-image in a folder laid out like a cell's image cache. */
export async function guestImage(folder: string): Promise<GuestImage> {
  const out = join(root, '.cache/guest-image/out');
  await promisify(execFile)(join(root, 'scripts/build-guest-image'), [out]);
  await mkdir(folder, { recursive: true });
  const take = async (name: string, format: string) => {
    // The hash of the copy: another test may build a new one meanwhile.
    const copy = join(folder, `${randomUUID()}.part`);
    await copyFile(join(out, name), copy);
    const sha256 = createHash('sha256')
      .update(await readFile(copy))
      .digest('hex');
    const path = join(folder, `${sha256}.${format}`);
    await rename(copy, path);
    return { path, sha256 };
  };
  return { disk: await take('tiny.qcow2', 'qcow2'), iso: await take('tiny.iso', 'iso') };
}
