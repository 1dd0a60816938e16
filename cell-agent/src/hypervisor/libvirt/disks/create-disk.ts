import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { DomainError } from '../../../../../proto/src/errors.ts';
import type { LongCall, NewDisk } from '../../port.ts';
import { onStorage } from './on-storage.ts';
import { readQcow2Header } from './qcow2-header.ts';
import { runTool } from './run-tool.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes the disk beside its place and moves it there when it is complete: what is there is complete.
 * @param owner QEMU's user: libvirt may be told to leave owners alone.
 * @throws DomainError `not_found`, `invalid` for an image that does not fit; `cancelled`; `no_capacity`.
 */
export async function createDisk(
  path: string,
  disk: NewDisk,
  owner: Owner,
  options: LongCall,
): Promise<void> {
  const { signal } = options;
  if (signal?.aborted) {
    throw new DomainError('cancelled', 'the making of the disk was cancelled', { cause: signal.reason });
  }
  const onProgress = rising(options.onProgress);
  if (!(await isFile(path))) {
    const part = `${path}.part`;
    await rm(part, { force: true });
    try {
      await fill(part, disk, signal, onProgress);
      await onStorage(() => settle(part, owner));
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }
  onProgress(100);
}

async function fill(
  part: string,
  { base, sizeBytes, storage }: NewDisk,
  signal: AbortSignal | undefined,
  onProgress: (percent: number) => void,
): Promise<void> {
  if (base === null) {
    return await runTool('qemu-img', ['create', '-q', '-f', 'qcow2', part, String(sizeBytes)], { signal });
  }
  const image = await readQcow2Header(base.path);
  requireUsable(image, sizeBytes);
  if (base.clone === 'linked') {
    // Another cell may have the storage mounted elsewhere: there the overlay finds its base by the way between them.
    const backingPath = storage ? relative(dirname(part), base.path) : base.path;
    const backing = ['-F', 'qcow2', '-b', backingPath];
    const args = ['create', '-q', '-f', 'qcow2', ...backing, part, String(sizeBytes)];
    return await runTool('qemu-img', args, { signal });
  }
  const onOutput = (chunk: string) => {
    for (const [, percent] of chunk.matchAll(/\((\d+\.\d+)\/100%\)/g)) onProgress(Number(percent));
  };
  await runTool('qemu-img', ['convert', '-p', '-f', 'qcow2', '-O', 'qcow2', base.path, part], {
    signal,
    onOutput,
  });
  if (sizeBytes > image.sizeBytes) {
    await runTool('qemu-img', ['resize', '-q', '-f', 'qcow2', part, String(sizeBytes)], { signal });
  }
}

/** An image is a stranger's file: one that names others would let its guest read the host's. */
function requireUsable(image: { sizeBytes: number; refersToFiles: boolean }, sizeBytes: number): void {
  if (image.refersToFiles) {
    throw new DomainError('invalid', 'the image depends on other files', {
      reason: 'image_has_backing_file',
    });
  }
  if (sizeBytes < image.sizeBytes) {
    throw new DomainError('invalid', `the image needs a disk of at least ${image.sizeBytes} bytes`, {
      reason: 'disk_too_small',
      details: { minimumBytes: image.sizeBytes },
    });
  }
}

/** Only QEMU and root may read it, and it outlasts a power failure. */
export async function settle(path: string, { uid, gid }: Owner): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.chmod(0o600);
    await file.chown(uid, gid);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

function rising(tell: ((percent: number) => void) | undefined): (percent: number) => void {
  let last = -1;
  return (percent) => {
    if (percent <= last) return;
    last = percent;
    tell?.(percent);
  };
}
