import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConnectionEnded, createByteReader } from './byte-reader.ts';

describe('byte reader', () => {
  test('gives the bytes in the portions asked for, however they arrive', async () => {
    const sizes = fc.array(fc.nat(50), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 })),
        sizes,
        async (arriving, asked) => {
          const all = Buffer.concat(arriving);
          const read = createByteReader(Readable.from(arriving.map((chunk) => Buffer.from(chunk))));
          let offset = 0;
          for (const size of asked) {
            if (offset + size > all.length) {
              await expect(read(size)).rejects.toThrow(ConnectionEnded);
              return;
            }
            expect(await read(size)).toEqual(all.subarray(offset, offset + size));
            offset += size;
          }
        },
      ),
    );
  });

  test('waits for more bytes than the stream holds at once', async () => {
    const stream = new PassThrough({ highWaterMark: 1000 });
    const bytes = createByteReader(stream)(1_000_000);
    for (let count = 0; count < 1000; count += 1) stream.write(Buffer.alloc(1000, count));
    expect(await bytes).toHaveLength(1_000_000);
  });

  test('a stream that is destroyed while it is awaited has ended', async () => {
    const stream = new PassThrough();
    const bytes = createByteReader(stream)(1);
    stream.destroy();
    await expect(bytes).rejects.toThrow(ConnectionEnded);
  });
});
