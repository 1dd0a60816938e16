import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodePng } from './png.ts';
import { createPicture, fill } from './screen/picture.ts';

function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let offset = 8; offset < png.length; ) {
    const length = png.readUInt32BE(offset);
    const content = png.subarray(offset + 4, offset + 8 + length);
    expect(png.readUInt32BE(offset + 8 + length)).toBe(crc32(content));
    chunks.set(content.subarray(0, 4).toString('latin1'), content.subarray(4));
    offset += 12 + length;
  }
  return chunks;
}

describe('PNG', () => {
  test('holds size, palette and rows', () => {
    const picture = createPicture(3, 2, [
      [1, 2, 3],
      [250, 251, 252],
    ]);
    fill(picture, { x: 1, y: 1, width: 9, height: 9 }, 1);
    const png = encodePng(picture);
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');

    const chunks = chunksOf(png);
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    expect(chunks.get('IHDR')?.toString('hex')).toBe('00000003000000020803000000');
    expect([...(chunks.get('PLTE') ?? [])]).toEqual([1, 2, 3, 250, 251, 252]);
    expect([...inflateSync(chunks.get('IDAT') ?? '')]).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
  });
});
