/**
 * The files behind images, readable by the control plane only:
 * `disk_images/<id>_v<version>.qcow2`, `media_images/<id>_v<version>.iso`, and `.incoming/` for what is on its way.
 * A file appears under its own name complete and synced, or not at all.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImageContent, ImageKind } from '../domain/image.ts';
import type { ImageFiles } from '../use-cases/ports/index.ts';
import { compareChecksum } from './checksum.ts';
import { inspectIso } from './iso-descriptor.ts';
import { inspectQcow2 } from './qcow2-header.ts';
import { receiveFile } from './receive-file.ts';

/** The lines that are logged; pino has them. */
export interface ImageLog {
  info(details: object, message: string): void;
}

/** Makes the folders and removes what an earlier run left in `.incoming`. */
export async function createImageFiles(options: { folder: string; log: ImageLog }): Promise<ImageFiles> {
  const { folder, log } = options;
  const incoming = join(folder, '.incoming');
  await rm(incoming, { recursive: true, force: true });
  for (const path of [incoming, join(folder, 'disk_images'), join(folder, 'media_images')]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  const pathOf = (imageId: string, kind: ImageKind, version: number) =>
    kind === 'disk'
      ? join(folder, 'disk_images', `${imageId}_v${version}.qcow2`)
      : join(folder, 'media_images', `${imageId}_v${version}.iso`);

  return {
    async receive(imageId, kind, version, source, checksum) {
      const part = join(incoming, `${randomUUID()}.part`);
      try {
        const head = { virtualSizeBytes: 0 };
        const received = await receiveFile(part, source, (bytes) => {
          if (kind === 'disk') head.virtualSizeBytes = inspectQcow2(bytes).virtualSizeBytes;
          else inspectIso(bytes);
        });
        compareChecksum(await checksum(), received);
        await moveInto(part, pathOf(imageId, kind, version));
        log.info({ image: imageId, kind, version, bytes: received.sizeBytes }, 'image stored');
        return { ...received, version, ...sizesOf(kind, received.sizeBytes, head.virtualSizeBytes) };
      } catch (error) {
        source.destroy();
        await rm(part, { force: true });
        throw error;
      }
    },
    path: pathOf,
    async remove(imageId, kind, version) {
      await rm(pathOf(imageId, kind, version), { force: true });
    },
  };
}

function sizesOf(
  kind: ImageKind,
  fileBytes: number,
  diskBytes: number,
): Pick<ImageContent, 'format' | 'virtualSizeBytes'> {
  return kind === 'disk'
    ? { format: 'qcow2', virtualSizeBytes: diskBytes }
    : { format: 'iso', virtualSizeBytes: fileBytes };
}

/** The rename lasts over a power cut only when the folder is synced too. */
async function moveInto(part: string, path: string): Promise<void> {
  await rename(part, path);
  const parent = await open(dirname(path), 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}
