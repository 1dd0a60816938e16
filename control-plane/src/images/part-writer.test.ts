import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PartWriter } from './part-writer.ts';

it('reports a full disk', async () => {
  const file = await open('/dev/full', 'w');
  try {
    const written = new PartWriter(file).write(Buffer.alloc(1024 * 1024), 0);
    await expect(written).rejects.toMatchObject({ code: 'no_capacity', reason: 'disk_full' });
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
      write: (bytes, offset, length, position) => file.write(bytes, offset, Math.min(length, 7), position),
      sync: () => file.sync(),
    });
    await Promise.all([
      writer.write(Buffer.from('three hundred'), 9),
      writer.write(Buffer.from('onetwenty'), 0),
      writer.write(Buffer.from('four'), 22),
    ]);
    await writer.sync();
    const read = await file.read(Buffer.alloc(100), 0, 100, 0);
    expect(read.buffer.toString('utf8', 0, read.bytesRead)).toBe('onetwentythree hundredfour');
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
});
