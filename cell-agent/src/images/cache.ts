/** The images on this cell, as files named by their content. The folder is the truth; nothing is kept in memory. */
import { chmod, mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../proto/src/errors.ts';
import type { CachedImage, PullImageRequest } from '../../../proto/src/model.ts';
import type { HeldImage, ImageCache, LongCallOptions } from '../use-cases/ports.ts';
import { type LeaseTimes, withLease } from './lease.ts';
import { type ImageFormat, imageFormats, imagePath, leasePath, parseImageName, partPath } from './paths.ts';
import { SharedDownloads } from './shared-downloads.ts';

/** Partial files that nobody came back for are dropped at start. */
const forgottenAfterMs = 7 * 24 * 3_600_000;
/** How long a removal waits for another cell that works on the image. */
const removalWaitMs = 25_000;
const qcow2Magic = Buffer.from('QFI\xfb', 'latin1');

/** Where an image comes from: leaves the complete, verified file at `path`. */
export type FetchImage = (target: ImageTarget, options: LongCallOptions) => Promise<void>;

export interface ImageTarget {
  readonly request: PullImageRequest;
  /** Of the complete file. */
  readonly path: string;
  /** Of the growing one, in the same folder. */
  readonly part: string;
}

export interface ImageCacheOptions {
  readonly folder: string;
  readonly fetch: FetchImage;
  /** Id of this cell, where several have the folder. */
  readonly sharer?: string;
  readonly leaseTimes?: LeaseTimes;
}

/** Opens the cache: makes the folder, drops what can not be an image. */
export async function openImageCache(options: ImageCacheOptions): Promise<ImageCache> {
  await mkdir(options.folder, { recursive: true });
  await chmod(options.folder, 0o755);
  for (const name of await readdir(options.folder)) await tidy(join(options.folder, name), name);
  return new FolderImageCache(options);
}

class FolderImageCache implements ImageCache {
  readonly #folder: string;
  readonly #fetch: FetchImage;
  readonly #sharer: string | undefined;
  readonly #leaseTimes: LeaseTimes | undefined;
  readonly #downloads = new SharedDownloads<CachedImage>();
  readonly #holds = new Map<string, number>();
  readonly #removals = new Map<string, Promise<void>>();

  constructor({ folder, fetch, sharer, leaseTimes }: ImageCacheOptions) {
    this.#leaseTimes = leaseTimes;
    this.#folder = folder;
    this.#fetch = fetch;
    this.#sharer = sharer;
  }

  async list(): Promise<CachedImage[]> {
    const images: CachedImage[] = [];
    for (const name of await readdir(this.#folder)) {
      const parsed = parseImageName(name);
      const sizeBytes = parsed && (await sizeOf(join(this.#folder, name)));
      if (parsed && sizeBytes !== undefined) images.push({ sha256: parsed.sha256, sizeBytes });
    }
    return images;
  }

  async hold(sha256: string): Promise<HeldImage | undefined> {
    await this.#removed(sha256);
    this.#holds.set(sha256, (this.#holds.get(sha256) ?? 0) + 1);
    let isHeld = true;
    const release = () => {
      if (!isHeld) return;
      isHeld = false;
      const count = (this.#holds.get(sha256) ?? 1) - 1;
      if (count === 0) this.#holds.delete(sha256);
      else this.#holds.set(sha256, count);
    };
    const path = await this.#find(sha256);
    if (path !== undefined) return { path, [Symbol.dispose]: release };
    release();
    return undefined;
  }

  async pull(request: PullImageRequest, options: LongCallOptions): Promise<CachedImage> {
    const { sha256, sizeBytes, format } = request;
    const path = imagePath(this.#folder, sha256, format);
    if (await this.#touch(sha256, path, sizeBytes)) return { sha256, sizeBytes };
    return await this.#downloads.join(sha256, options, async (shared) => {
      await this.#alone(sha256, shared.signal, async () => {
        if ((await sizeOf(path)) === sizeBytes) return;
        await this.#fetch({ request, path, part: partPath(this.#folder, sha256, this.#sharer) }, shared);
      });
      return { sha256, sizeBytes };
    });
  }

  async wantedAtMs(sha256: string): Promise<number> {
    const path = await this.#find(sha256);
    return path === undefined ? 0 : ((await stat(path).catch(() => undefined))?.mtimeMs ?? 0);
  }

  remove(sha256: string, isUsed: () => Promise<boolean>): Promise<void> {
    const running = this.#removals.get(sha256);
    if (running !== undefined) return running;
    const removal = this.#removeUnused(sha256, isUsed).finally(() => this.#removals.delete(sha256));
    this.#removals.set(sha256, removal);
    return removal;
  }

  /** Notes on a cached image that it is wanted now, held so that it is not removed meanwhile. False: not cached. */
  async #touch(sha256: string, path: string, sizeBytes: number): Promise<boolean> {
    using held = await this.hold(sha256);
    if (held?.path !== path || (await sizeOf(path)) !== sizeBytes) return false;
    const now = new Date();
    await utimes(path, now, now);
    return true;
  }

  async #removeUnused(sha256: string, isUsed: () => Promise<boolean>): Promise<void> {
    if (this.#holds.has(sha256)) throw inUse(sha256, 'is being copied or linked');
    if (this.#downloads.has(sha256)) throw inUse(sha256, 'is being downloaded');
    await this.#alone(sha256, AbortSignal.timeout(removalWaitMs), async () => {
      if (await isUsed()) throw inUse(sha256, 'is the base of a guest');
      for (const format of imageFormats) await rm(imagePath(this.#folder, sha256, format), { force: true });
      await rm(partPath(this.#folder, sha256, this.#sharer), { force: true });
    });
  }

  /** Keeps other cells away from the image meanwhile, where there are any. */
  async #alone(sha256: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    if (this.#sharer === undefined) await work();
    else await withLease(leasePath(this.#folder, sha256), signal, work, this.#leaseTimes);
  }

  /** Returns when no removal of the image is under way, so that what follows sees its outcome. */
  async #removed(sha256: string): Promise<void> {
    while (true) {
      const removal = this.#removals.get(sha256);
      if (removal === undefined) return;
      await removal.catch(() => undefined);
    }
  }

  async #find(sha256: string): Promise<string | undefined> {
    for (const format of imageFormats) {
      const path = imagePath(this.#folder, sha256, format);
      if ((await sizeOf(path)) !== undefined) return path;
    }
    return undefined;
  }
}

function inUse(sha256: string, how: string): DomainError {
  return new DomainError('conflict', `the image ${sha256} ${how}`, {
    reason: 'image_in_use',
    details: { sha256 },
  });
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}

/** Complete images appear by rename only; an empty or foreign file under such a name was damaged from outside. */
async function tidy(path: string, name: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return;
  const image = parseImageName(name);
  const isForgotten = name.endsWith('.part') && Date.now() - found.mtimeMs > forgottenAfterMs;
  if (isForgotten || (image && !(await looksLike(path, image.format)))) await rm(path, { force: true });
}

async function looksLike(path: string, format: ImageFormat): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return format === 'iso' ? bytesRead > 0 : buffer.equals(qcow2Magic);
  } finally {
    await file.close();
  }
}
