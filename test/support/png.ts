import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB each, row by row. */
  readonly pixels: Uint32Array;
}

/** Reads a PNG of 8 bits a channel, RGB or RGBA, not interlaced: what QEMU and libvirt write. */
export function readPng(file: Buffer): Picture {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[file.readUInt8(25)];
  if (file.readUInt8(24) !== 8 || channels === undefined || file.readUInt8(28) !== 0) {
    throw new Error('this kind of PNG is not read here');
  }
  const raw = inflateSync(Buffer.concat([...dataChunks(file)]));
  const stride = width * channels;
  const pixels = new Uint32Array(width * height);
  let above: Uint8Array = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const line = unfilter(raw.readUInt8(start), raw.subarray(start + 1, start + 1 + stride), above, channels);
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = line.subarray(x * channels, x * channels + 3);
      pixels[y * width + x] = (red << 16) | (green << 8) | blue;
    }
    above = line;
  }
  return { width, height, pixels };
}

function* dataChunks(file: Buffer): Generator<Buffer> {
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') yield file.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
}

/** PNG specification, 9.2: each line is stored as differences from what is left, above, or both. */
function unfilter(type: number, stored: Uint8Array, above: Uint8Array, channels: number): Uint8Array {
  const line = new Uint8Array(stored.length);
  for (let i = 0; i < stored.length; i += 1) {
    const left = line[i - channels] ?? 0;
    const up = above[i] ?? 0;
    const upLeft = i < channels ? 0 : (above[i - channels] ?? 0);
    line[i] = (stored[i] ?? 0) + predict(type, left, up, upLeft);
  }
  return line;
}

function predict(type: number, left: number, up: number, upLeft: number): number {
  if (type === 0) return 0;
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  const estimate = left + up - upLeft;
  const [byLeft, byUp, byUpLeft] = [left, up, upLeft].map((value) => Math.abs(estimate - value));
  if (byLeft === undefined || byUp === undefined || byUpLeft === undefined) return 0;
  if (byLeft <= byUp && byLeft <= byUpLeft) return left;
  return byUp <= byUpLeft ? up : upLeft;
}

/** How many pixels of two pictures of one size differ. */
export function differences(a: Uint32Array, b: Uint32Array): number {
  if (a.length !== b.length) return Math.max(a.length, b.length);
  return a.reduce((count, pixel, index) => count + (pixel === b[index] ? 0 : 1), 0);
}
