import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ContentHasher } from './content-hasher.ts';

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

test('keeps streams apart that are hashed at the same time', async () => {
  const hasher = new ContentHasher();
  const texts = ['', 'a', 'some text', 'x'.repeat(100_000)];
  const streams = texts.map(() => hasher.open());
  for (const part of [0, 1]) {
    await Promise.all(
      streams.map(async (stream, n) => {
        const half = Math.ceil((texts[n]?.length ?? 0) / 2);
        await stream.update(Buffer.from(texts[n]?.slice(part * half, (part + 1) * half) ?? ''));
      }),
    );
  }
  const given = hasher.open();
  await given.update(Buffer.from('given up'));
  await given.forget();
  expect(await given.digest()).toEqual({ sha256: hash('sha256', ''), sha1: hash('sha1', '') });
  expect(await Promise.all(streams.map((stream) => stream.digest()))).toEqual(
    texts.map((text) => ({ sha256: hash('sha256', text), sha1: hash('sha1', text) })),
  );
});
