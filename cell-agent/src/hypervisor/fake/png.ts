/** A PNG encoder for pictures with a palette. Source: PNG (Third Edition), W3C, sections 5 and 11.2. */
import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './screen/picture.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const paletteColourType = 3;

export function encodePng(picture: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.set([8, paletteColourType, 0, 0, 0], 8);

  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(picture.palette.flatMap((colour) => [...colour]))),
    chunk('IDAT', deflateSync(filteredRows(picture))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row is preceded by its filter type, 0 for none. */
function filteredRows(picture: Picture): Buffer {
  const rows = Buffer.alloc((picture.width + 1) * picture.height);
  for (let y = 0; y < picture.height; y += 1) {
    const row = picture.pixels.subarray(y * picture.width, (y + 1) * picture.width);
    rows.set(row, y * (picture.width + 1) + 1);
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}
