/**
 * The files behind images, readable by the control plane only:
 * `disk_images/<id>_v<version>.qcow2`, `media_images/<id>_v<version>.iso`, and `.incoming/` for what is on its way.
 * A file appears under its own name complete and synced, or not at all. Other files in the two folders are what an
 * administrator put there to be found.
 */
import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageContent, ImageKind } from '../domain/image.ts';
import type { ImageFiles } from '../use-cases/ports/index.ts';
import { compareChecksum } from './checksum.ts';
import { ContentHasher } from './content-hasher.ts';
import { findFiles } from './find-files.ts';
import { ImageFolder, moveInto } from './folder.ts';
import { checkFormat, type FormatCheck } from './format-check.ts';
import type { HashedStream } from './hash-stream.ts';
import { receiveFile } from './receive-file.ts';

/** The lines that are logged; pino has them. */
export interface ImageLog {
  info(details: object, message: string): void;
}

/** Makes the folders and removes what an earlier run left in `.incoming`. */
export async function createImageFiles(options: { folder: string; log: ImageLog }): Promise<ImageFiles> {
  const folder = new ImageFolder(options.folder);
  const hasher = new ContentHasher();
  await folder.prepare();
  return {
    async receive(imageId, kind, version, source, checksum) {
      const part = join(folder.incoming, `${randomUUID()}.part`);
      try {
        const format = checkFormat(kind);
        const received = await receiveFile(part, source, hasher, format);
        compareChecksum(await checksum(), received);
        await moveInto(part, folder.path(imageId, kind, version));
        const { sizeBytes: bytes } = received;
        options.log.info({ image: imageId, kind, version, bytes }, 'image stored');
        return contentOf(kind, version, received, format);
      } catch (error) {
        source.destroy();
        await rm(part, { force: true });
        throw error;
      }
    },
    path: (imageId, kind, version) => folder.path(imageId, kind, version),
    async exists(imageId, kind, version) {
      const path = folder.path(imageId, kind, version);
      return (await stat(path).catch(refuseAllButAbsence)) !== null;
    },
    find: (kind, nowMs) =>
      findFiles({
        folder,
        kind,
        nowMs,
        hasher,
        toContent: (hashed, format) => contentOf(kind, 1, hashed, format),
      }),
    async remove(imageId, kind, version) {
      await rm(folder.path(imageId, kind, version), { force: true });
    },
  };
}

function contentOf(
  kind: ImageKind,
  version: number,
  { sizeBytes, sha256, sha1 }: HashedStream,
  check: FormatCheck,
): ImageContent {
  const format = kind === 'disk' ? 'qcow2' : 'iso';
  return { version, format, sizeBytes, virtualSizeBytes: check.virtualSizeBytes(sizeBytes), sha256, sha1 };
}

/** Another failure than absence says nothing about the file. */
function refuseAllButAbsence(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
