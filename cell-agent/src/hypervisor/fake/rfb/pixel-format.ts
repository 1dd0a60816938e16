/** Pixel formats. Source: RFC 6143, 7.4. */
import type { Colour } from '../screen/picture.ts';

export interface PixelFormat {
  readonly bytesPerPixel: 1 | 2 | 4;
  readonly bigEndian: boolean;
  readonly max: Colour;
  readonly shift: Colour;
}

/** 32 bits, little endian, blue in the lowest byte: what QEMU offers. */
export const defaultPixelFormat: PixelFormat = {
  bytesPerPixel: 4,
  bigEndian: false,
  max: [255, 255, 255],
  shift: [16, 8, 0],
};

/** The 16 bytes of the wire, for the default format. */
export function encodeDefaultPixelFormat(): Buffer {
  return Buffer.from([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0]);
}

/** Returns null for a format with a colour map, or with a width that does not exist. */
export function decodePixelFormat(bytes: Buffer): PixelFormat | null {
  const bits = bytes.readUInt8(0);
  const trueColour = bytes.readUInt8(3) !== 0;
  const bytesPerPixel = bits === 8 ? 1 : bits === 16 ? 2 : bits === 32 ? 4 : null;
  if (bytesPerPixel === null || !trueColour) return null;
  return {
    bytesPerPixel,
    bigEndian: bytes.readUInt8(2) !== 0,
    max: [bytes.readUInt16BE(4), bytes.readUInt16BE(6), bytes.readUInt16BE(8)],
    shift: [bytes.readUInt8(10), bytes.readUInt8(11), bytes.readUInt8(12)],
  };
}

/** One colour as the bytes of one pixel. */
export function encodePixel(colour: Colour, format: PixelFormat): Buffer {
  const part = (index: 0 | 1 | 2) =>
    (Math.round((colour[index] * format.max[index]) / 255) << format.shift[index]) >>> 0;
  const value = (part(0) | part(1) | part(2)) >>> 0;
  const pixel = Buffer.alloc(4);
  if (format.bigEndian) {
    pixel.writeUInt32BE(value);
    return pixel.subarray(4 - format.bytesPerPixel);
  }
  pixel.writeUInt32LE(value);
  return pixel.subarray(0, format.bytesPerPixel);
}
