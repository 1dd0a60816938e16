import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type ByteRange, parseByteRange } from './byte-range.ts';
import type { Request } from './environment.ts';

export interface SentFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Names these very bytes; without quotes. */
  readonly etag: string;
  readonly fileName: string;
  /** More headers. */
  readonly headers: Readonly<Record<string, string>>;
}

const blockBytes = 1024 * 1024;

/**
 * Answers GET and HEAD with the file, or the range of it that is asked for. It goes from the disk to the socket
 * block by block, which costs less than any stream and holds two blocks in memory.
 */
export async function sendFile(c: Request, file: SentFile): Promise<Response> {
  const { incoming, outgoing } = c.env;
  if (incoming === undefined || outgoing === undefined)
    throw new Error('a file is sent over a Node server only');
  const headers = headersOf(c, file);
  const range = parseByteRange(rangeHeader(incoming, file.etag), file.sizeBytes);
  if (range === 'none')
    return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${file.sizeBytes}` });
  const sent = range === 'all' ? { first: 0, last: file.sizeBytes - 1 } : range;
  const handle = await open(file.path, 'r');
  try {
    outgoing.writeHead(range === 'all' ? 200 : 206, {
      ...headers,
      'Content-Length': sent.last - sent.first + 1,
      ...(range === 'all' ? {} : { 'Content-Range': `bytes ${sent.first}-${sent.last}/${file.sizeBytes}` }),
    });
    if (incoming.method === 'HEAD' || sent.last < sent.first) outgoing.end();
    else await stream(handle, sent, outgoing);
  } finally {
    await handle.close();
  }
  return RESPONSE_ALREADY_SENT;
}

/** Its reader may go away, or the disk fail after the head was sent: a broken connection is the only answer left. */
async function stream(file: FileHandle, range: ByteRange, outgoing: ServerResponse): Promise<void> {
  try {
    await copy(file, range, outgoing);
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
}

/** One block is read while the other is sent, and both are used again: new ones would keep the garbage collector busy. */
async function copy(file: FileHandle, { first, last }: ByteRange, outgoing: ServerResponse): Promise<void> {
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => undefined);
  const leave = () => gone.reject(new Error('the reader went away'));
  outgoing.once('close', leave);
  let [block, other] = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)];
  let sent: Promise<void> = Promise.resolve();
  for (let at = first; at <= last; ) {
    const { bytesRead } = await file.read(block, 0, Math.min(blockBytes, last + 1 - at), at);
    if (bytesRead === 0) throw new Error('the file is shorter than it was');
    await Promise.race([sent, gone.promise]);
    sent = write(outgoing, block.subarray(0, bytesRead));
    sent.catch(() => undefined);
    [block, other] = [other, block];
    at += bytesRead;
  }
  await Promise.race([sent, gone.promise]);
  outgoing.off('close', leave);
}

/** Returns when the kernel has the bytes. */
function write(outgoing: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** A range of other bytes than the client has is worth nothing to it. */
function rangeHeader(incoming: IncomingMessage, etag: string): string | undefined {
  const condition = incoming.headers['if-range'];
  return condition === undefined || condition === `"${etag}"` ? incoming.headers.range : undefined;
}

function headersOf(c: Request, file: SentFile): Record<string, string> {
  const plainName = file.fileName.replaceAll(/[^\w.-]/g, '_');
  const encodedName = encodeURIComponent(file.fileName).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return {
    // What the middleware set on the answer so far.
    ...Object.fromEntries(c.res.headers),
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${encodedName}`,
    'Accept-Ranges': 'bytes',
    ETag: `"${file.etag}"`,
    'Cache-Control': 'private, no-cache',
    'X-Content-Type-Options': 'nosniff',
    ...file.headers,
  };
}
