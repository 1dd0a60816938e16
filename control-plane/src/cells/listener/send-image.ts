/** Image downloads of cells: `GET` and `HEAD`, whole or one range, at the reader's pace. */
import { open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../../../proto/src/errors.ts';
import { readByteRange } from './byte-range.ts';

const chunkBytes = 1024 * 1024;

export interface ImageFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** @throws DomainError `internal` with reason `image_file_damaged` if the file is not there in its full size. */
export async function sendImage(
  request: IncomingMessage,
  response: ServerResponse,
  image: ImageFile,
): Promise<void> {
  const { sizeBytes, sha256 } = image;
  const range = readByteRange(request.headers.range, sizeBytes);
  response.setHeader('accept-ranges', 'bytes');
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${sizeBytes}`, 'content-length': 0 });
    response.end();
    return;
  }
  await using file = await openWhole(image);
  const { start, end } = range === 'whole' ? { start: 0, end: sizeBytes - 1 } : range;
  response.setHeader('content-type', 'application/octet-stream');
  response.setHeader('content-length', end - start + 1);
  response.setHeader('etag', `"${sha256}"`);
  if (range !== 'whole') response.setHeader('content-range', `bytes ${start}-${end}/${sizeBytes}`);
  response.writeHead(range === 'whole' ? 200 : 206);
  if (request.method === 'HEAD' || sizeBytes === 0) {
    response.end();
    return;
  }
  await pipeline(
    file.createReadStream({ start, end, highWaterMark: chunkBytes, autoClose: false }),
    response,
  );
}

async function openWhole({ path, sizeBytes }: ImageFile) {
  const damaged = (cause?: unknown) =>
    new DomainError('internal', 'the file of this image is damaged', { reason: 'image_file_damaged', cause });
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw damaged(cause);
  });
  const { size } = await file.stat();
  if (size === sizeBytes) return file;
  await file.close();
  throw damaged();
}
