/**
 * Downloads one image: a `.part` file grows over as many connections as it takes, is hashed on the way, and gets its
 * name when the hash is right. What is there of it survives a crash of the agent and is hashed again.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, type FileHandle, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../../proto/src/errors.ts';
import type { PullImageRequest } from '../../../proto/src/model.ts';
import type { KeyMaterial } from '../identity/cell-keys.ts';
import type { LongCallOptions } from '../use-cases/ports.ts';
import type { FetchImage, ImageTarget } from './cache.ts';
import { BrokenDownload, fetchRange, RangeRefused } from './fetch-range.ts';

/** Connections in a row that bring nothing before the call gives up. */
const maxBarrenAttempts = 5;
const firstDelayMs = 100;

/** Fetches images from the control plane with the cell's certificate. */
export function fromControlPlane(source: KeyMaterial): FetchImage {
  return (target, options) => download(target, source, options);
}

/**
 * @throws DomainError `invalid` (`checksum_mismatch`; the part is gone), `timeout` (`image_download_broken`; the part
 *   stays), `no_capacity` (`disk_full`), what `fetchRange` throws, or the signal's reason.
 */
async function download(
  { request, path, part }: ImageTarget,
  source: KeyMaterial,
  options: LongCallOptions,
): Promise<void> {
  const file = await open(part, 'a+', 0o644);
  try {
    await receive(file, request, part, source, options);
    await file.sync();
  } catch (error) {
    throw isDiskFull(error) ? diskFull(part, error) : error;
  } finally {
    await file.close();
  }
  await chmod(part, 0o644);
  await rename(part, path);
  await syncFolder(dirname(path));
}

async function receive(
  file: FileHandle,
  request: PullImageRequest,
  part: string,
  source: KeyMaterial,
  options: LongCallOptions,
): Promise<void> {
  const { sizeBytes, sha256, url } = request;
  const { signal, onProgress } = options;
  let { hash, length } = await resume(file, part, sizeBytes, signal);
  await requireSpace(part, sizeBytes - length);
  const restart = async () => {
    await file.truncate(0);
    hash = createHash('sha256');
    length = 0;
  };
  let barren = 0;
  while (length < sizeBytes) {
    const before = length;
    try {
      const { body, offset } = await fetchRange(url, length, source, signal);
      if (offset !== length) await restart();
      for await (const chunk of chunksOf(body)) {
        signal.throwIfAborted();
        length += chunk.length;
        if (length > sizeBytes) throw await mismatch(part, sha256);
        hash.update(chunk);
        await file.appendFile(chunk);
        onProgress((length / sizeBytes) * 100, 'download');
      }
    } catch (error) {
      if (!(error instanceof BrokenDownload)) throw error;
      if (error instanceof RangeRefused) await restart();
    }
    signal.throwIfAborted();
    if (length === sizeBytes) break;
    barren = length > before ? 0 : barren + 1;
    if (barren === maxBarrenAttempts) throw broken(length, sizeBytes);
    await sleep(firstDelayMs * 2 ** barren, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  if (hash.digest('hex') !== sha256) throw await mismatch(part, sha256);
}

/** The body's bytes; however the connection ends early, it is a BrokenDownload. */
async function* chunksOf(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const iterator = body[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = await iterator.next().catch((cause: unknown) => {
        throw new BrokenDownload('the connection broke', { cause });
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function resume(
  file: FileHandle,
  part: string,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<{ hash: Hash; length: number }> {
  const hash = createHash('sha256');
  const { size } = await file.stat();
  if (size > sizeBytes) await file.truncate(0);
  if (size === 0 || size > sizeBytes) return { hash, length: 0 };
  for await (const chunk of createReadStream(part, { signal, highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer);
  return { hash, length: size };
}

async function requireSpace(part: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(part));
  if (neededBytes > bavail * bsize) throw diskFull(part, undefined);
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function diskFull(part: string, cause: unknown): DomainError {
  return new DomainError('no_capacity', `no space for the image in ${dirname(part)}`, {
    reason: 'disk_full',
    cause,
  });
}

function broken(length: number, sizeBytes: number): DomainError {
  return new DomainError('timeout', `the image's download broke off at ${length} of ${sizeBytes} bytes`, {
    reason: 'image_download_broken',
  });
}

async function mismatch(part: string, sha256: string): Promise<DomainError> {
  await rm(part, { force: true });
  return new DomainError('invalid', `what was downloaded is not the image ${sha256}`, {
    reason: 'checksum_mismatch',
  });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
