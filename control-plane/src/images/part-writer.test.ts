import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PartWriter } from './part-writer.ts';

it('reports a full disk', async () => {
  const file = await open('/dev/full', 'w');
  try {
    const writer = new PartWriter(file);
    const fill = async () => {
      for (let block = 0; block < 3; block += 1) await writer.append(Buffer.alloc(1024 * 1024));
      await writer.finish();
    };
    await expect(fill()).rejects.toMatchObject({ code: 'no_capacity', reason: 'disk_full' });
    expect(writer.failure).toMatchObject({ reason: 'disk_full' });
  } finally {
    await file.close();
  }
});

it('goes on where a write stopped short', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cellar-part-'));
  const file = await open(join(folder, 'part'), 'w+');
  try {
    // The kernel may take less than it is given; here it always takes 7 bytes at most.
    const writer = new PartWriter({
      writev: (chunks, position) => file.writev([Buffer.concat(chunks).subarray(0, 7)], position),
      sync: () => file.sync(),
    });
    const chunks = ['one', 'twenty', 'three hundred', '', 'four'].map((text) => Buffer.from(text));
    for (const chunk of chunks) await writer.append(chunk);
    await writer.finish();
    const read = await file.read(Buffer.alloc(100), 0, 100, 0);
    expect(read.buffer.toString('utf8', 0, read.bytesRead)).toBe('onetwentythree hundredfour');
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
});
