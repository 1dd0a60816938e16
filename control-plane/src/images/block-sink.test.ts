import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockSink } from './block-sink.ts';

const blockBytes = 1024 * 1024;

/** Bytes that tell their place. */
function sample(bytes: number): Buffer {
  return Buffer.from(Uint32Array.from({ length: Math.ceil(bytes / 4) }, (_, n) => n).buffer).subarray(
    0,
    bytes,
  );
}

function cut(bytes: Buffer, at: readonly number[]): Readable {
  const ends = [
    ...at.map((end) => end % (bytes.length + 1)).toSorted((one, other) => one - other),
    bytes.length,
  ];
  return Readable.from(ends.map((end, index) => Buffer.from(bytes.subarray(ends[index - 1] ?? 0, end))));
}

test('hands everything on once, however it is cut and however slowly it is worked on', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 12 * blockBytes }),
      fc.array(fc.nat(), { maxLength: 40 }),
      fc.scheduler(),
      async (size, cuts, scheduler) => {
        const bytes = sample(size);
        const seen = Buffer.alloc(size);
        const positions: number[] = [];
        const sink = new BlockSink(async (block, position) => {
          await scheduler.schedule(Promise.resolve());
          positions.push(position);
          block.copy(seen, position);
        });
        const done = pipeline(cut(bytes, cuts), sink);
        await scheduler.waitFor(done);
        expect(sink.sizeBytes).toBe(size);
        expect(seen.equals(bytes)).toBe(true);
        const expected = Array.from({ length: Math.ceil(size / blockBytes) }, (_, n) => n * blockBytes);
        expect(positions.toSorted((one, other) => one - other)).toEqual(expected);
      },
    ),
    { numRuns: 20 },
  );
});

test('takes no more than its blocks while nothing is done with them', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let begun = 0;
  const sink = new BlockSink(async () => {
    begun += 1;
    await released;
  });
  let given = 0;
  const source = new Readable({
    read() {
      given += 1;
      this.push(given > 64 ? null : Buffer.alloc(blockBytes));
    },
  });
  const done = pipeline(source, sink);
  await expect.poll(() => begun).toBe(8);
  expect(given).toBeLessThan(16);
  release();
  await done;
  expect(begun).toBe(64);
});

test('ends the stream with what the work threw, when no block is worked on any more', async () => {
  const failure = new Error('broken');
  let underWay = 0;
  const sink = new BlockSink(async (_block, position) => {
    underWay += 1;
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    if (position === 2 * blockBytes) throw failure;
  });
  const source = new Readable({
    read() {
      this.push(Buffer.alloc(blockBytes));
    },
  });
  await expect(pipeline(source, sink)).rejects.toBe(failure);
  await sink.settled();
  expect([underWay, sink.failure, source.destroyed]).toEqual([0, failure, true]);
});
