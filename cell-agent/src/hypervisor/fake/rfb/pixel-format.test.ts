import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodePixelFormat,
  defaultPixelFormat,
  encodeDefaultPixelFormat,
  encodePixel,
} from './pixel-format.ts';

describe('pixel format', () => {
  test('the default on the wire is the default', () => {
    expect(decodePixelFormat(encodeDefaultPixelFormat())).toEqual(defaultPixelFormat);
  });

  test('colours lie where the format wants them', () => {
    const red = [255, 0, 0] as const;
    expect(encodePixel(red, defaultPixelFormat).toString('hex')).toBe('0000ff00');
    expect(encodePixel(red, { ...defaultPixelFormat, bigEndian: true }).toString('hex')).toBe('00ff0000');
    expect(encodePixel(red, { ...defaultPixelFormat, shift: [24, 8, 0] }).toString('hex')).toBe('000000ff');
    const rgb565 = { bytesPerPixel: 2, bigEndian: false, max: [31, 63, 31], shift: [11, 5, 0] } as const;
    expect(encodePixel(red, rgb565).toString('hex')).toBe('00f8');
  });

  test('no sixteen bytes make the decoder or the encoder fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const format = decodePixelFormat(Buffer.from(bytes));
        if (format === null) return;
        expect(encodePixel([255, 128, 1], format)).toHaveLength(format.bytesPerPixel);
      }),
    );
  });

  test('colour maps are not supported', () => {
    const bytes = encodeDefaultPixelFormat();
    bytes.writeUInt8(0, 3);
    expect(decodePixelFormat(bytes)).toBeNull();
  });
});
