import type { Readable } from 'node:stream';

/** The other end closed in the middle of a message or between two. */
export class ConnectionEnded extends Error {
  override readonly name = 'ConnectionEnded';
}

/** Waits for exactly that many bytes; fails with ConnectionEnded if they do not come. One call at a time. */
export type ReadBytes = (count: number) => Promise<Buffer>;

/**
 * Nothing else may read the stream. `stream.read(count)` is not used: with more than the stream's high water mark
 * wanted, its `readable` event comes again at once for the same bytes, for ever.
 */
export function createByteReader(stream: Readable): ReadBytes {
  const chunks = stream.iterator({ destroyOnReturn: false });
  let held: Buffer = Buffer.alloc(0);

  async function nextChunk(): Promise<Buffer> {
    try {
      const { done, value } = await chunks.next();
      if (!done) return value;
    } catch (cause) {
      throw new ConnectionEnded('connection lost', { cause });
    }
    throw new ConnectionEnded('connection ended');
  }

  return async (count) => {
    const parts = [held];
    for (let length = held.length; length < count; ) {
      const chunk = await nextChunk();
      parts.push(chunk);
      length += chunk.length;
    }
    const bytes = parts.length === 1 ? held : Buffer.concat(parts);
    held = bytes.subarray(count);
    return bytes.subarray(0, count);
  };
}
