import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { headBytes } from './bad-format.ts';
import { BlockSink, type BlockWork } from './block-sink.ts';
import type { ContentHasher, ContentHashes } from './content-hasher.ts';

export interface HashedStream extends ContentHashes {
  readonly sizeBytes: number;
}

export interface StreamWork {
  readonly hasher: ContentHasher;
  /** Called once, with the first bytes or all of them if they are few; what it throws ends the stream. */
  readonly inspect: (head: Buffer) => void;
  /** What else is done with each block meanwhile. */
  readonly also?: BlockWork;
  /** Turns what the source failed with into what is thrown. */
  readonly broken: (error: unknown) => Error;
}

/** Reads the stream to its end and hashes it. @throws what `inspect` and `also` throw, and what `broken` makes. */
export async function hashStream(source: Readable, work: StreamWork): Promise<HashedStream> {
  const hashes = work.hasher.open();
  const sink = new BlockSink(async (block, position) => {
    if (position === 0) work.inspect(Buffer.from(block.subarray(0, headBytes)));
    // The block is used again after both, so one that fails waits for the other.
    const results = await Promise.allSettled([hashes.update(block), work.also?.(block, position)]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  });
  try {
    await pipeline(source, sink);
  } catch (error) {
    await sink.settled();
    await hashes.forget();
    throw error === sink.failure ? error : work.broken(error);
  }
  if (sink.sizeBytes === 0) work.inspect(Buffer.alloc(0));
  return { ...(await hashes.digest()), sizeBytes: sink.sizeBytes };
}
