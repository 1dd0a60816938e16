import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex, duplexPair } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirmFile, receiveFile, sendFile } from './file-channel.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellar-file-channel-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const onBytes = () => undefined;

test.each([0, 1, 31, 1_048_576, 3_333_333])('a file of %i bytes comes whole', async (size) => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  const content = randomBytes(size);
  await writeFile(from, content);
  const [one, other] = duplexPair();
  const sent: number[] = [];
  const sending = sendFile(from, one, { onBytes: (bytes) => sent.push(bytes) });
  await receiveFile(to, other);
  confirmFile(other);
  await sending;
  expect((await readFile(to)).equals(content)).toBe(true);
  expect(sent.at(-1) ?? 0).toBe(size);
});

test('a stream that breaks, that ends early and that was changed on its way leave no file', async () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  await writeFile(from, randomBytes(500_000));
  const [one, other] = duplexPair();
  const broken = sendFile(from, one, { onBytes: () => other.destroy(new Error('cut')) });
  await Promise.all([
    expect(receiveFile(to, other)).rejects.toThrow(),
    expect(broken).rejects.toMatchObject({ code: 'cell_unreachable', reason: 'channel_broken' }),
  ]);
  const whole = Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 4]), Buffer.from('data'), Buffer.alloc(32)]);
  for (const bytes of [whole, whole.subarray(0, 10), whole.subarray(0, 3)])
    await expect(receiveFile(to, Duplex.from([bytes]))).rejects.toMatchObject({ reason: 'channel_broken' });
  await expect(stat(to)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a cancel ends the sending', async () => {
  const from = join(folder, 'from');
  await writeFile(from, randomBytes(5_000_000));
  const [one] = duplexPair();
  const abort = new AbortController();
  const sending = sendFile(from, one, { onBytes, signal: abort.signal });
  abort.abort();
  await expect(sending).rejects.toMatchObject({ code: 'cancelled' });
});
