import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** The other end closed in the middle of a message or between two. */
export class ConnectionEnded extends Error {
  override readonly name = 'ConnectionEnded';
}

/** Waits for exactly that many bytes; fails with ConnectionEnded if they do not come. */
export type ReadBytes = (count: number) => Promise<Buffer>;

export function createByteReader(stream: Readable): ReadBytes {
  return async (count) => {
    if (count === 0) return Buffer.alloc(0);
    for (;;) {
      const bytes: Buffer | null = stream.read(count);
      if (bytes !== null && bytes.length === count) return bytes;
      if (bytes !== null || stream.readableEnded || stream.destroyed)
        throw new ConnectionEnded('connection ended');
      await readableOrClosed(stream);
    }
  };
}

async function readableOrClosed(stream: Readable): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race(['readable', 'end', 'close'].map((event) => once(stream, event, { signal })));
  } finally {
    waiting.abort();
  }
}
