/** FramebufferUpdate in raw encoding. Source: RFC 6143, 7.6.1 and 7.7.1. */
import type { Picture, Rectangle } from '../screen/picture.ts';
import { encodePixel, type PixelFormat } from './pixel-format.ts';

const arrayOf = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;
type Pixels = Uint8Array | Uint16Array | Uint32Array;

/** @param areas must lie within the picture. */
export function encodeUpdate(picture: Picture, areas: readonly Rectangle[], format: PixelFormat): Buffer {
  // Copied to the start of a buffer of its own, where it may be read as numbers of any width.
  const palette = Uint8Array.from(
    Buffer.concat(picture.palette.map((colour) => encodePixel(colour, format))),
  );
  const pixelOf = new arrayOf[format.bytesPerPixel](palette.buffer);
  const header = Buffer.alloc(4);
  header.writeUInt16BE(areas.length, 2);
  return Buffer.concat([header, ...areas.flatMap((area) => encodeArea(picture, area, format, pixelOf))]);
}

function encodeArea(picture: Picture, area: Rectangle, format: PixelFormat, pixelOf: Pixels): Uint8Array[] {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(area.x, 0);
  header.writeUInt16BE(area.y, 2);
  header.writeUInt16BE(area.width, 4);
  header.writeUInt16BE(area.height, 6);

  const pixels = new arrayOf[format.bytesPerPixel](area.width * area.height);
  let position = 0;
  for (let y = area.y; y < area.y + area.height; y += 1) {
    const row = y * picture.width;
    for (let x = area.x; x < area.x + area.width; x += 1) {
      pixels[position] = pixelOf[picture.pixels[row + x] ?? 0] ?? 0;
      position += 1;
    }
  }
  return [header, new Uint8Array(pixels.buffer)];
}
