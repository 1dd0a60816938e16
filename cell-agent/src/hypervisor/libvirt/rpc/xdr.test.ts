import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bool,
  type Codec,
  decodeXdr,
  double,
  encodeXdr,
  fixedOpaque,
  hyper,
  hyperBig,
  int,
  opaque,
  string,
  uhyper,
  uhyperBig,
  uint,
  XdrError,
} from './xdr.ts';
import { array, fixedArray, optional, struct, union } from './xdr-composite.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((value) => !value.includes('\0'));

/** Round trip of any value through the codec, which takes whole words. */
function roundTrips<T>(codec: Codec<T>, values: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(values, (value) => {
      const bytes = encodeXdr(codec, value);
      expect(bytes.length % 4).toBe(0);
      expect(bytes.length).toBeGreaterThanOrEqual(codec.minBytes);
      expect(decodeXdr(codec, bytes)).toEqual(value);
    }),
  );
}

const everything = struct({
  int,
  name: string(1_000),
  id: fixedOpaque(3),
  list: array(struct({ flag: bool, data: opaque(100) }), 20),
  pair: fixedArray(uint, 2),
  maybe: optional(hyperBig),
  tagged: union({ number: 1, text: 7 }, { number: uhyper, text: string(100) }),
});

const anything = fc.record({
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  name: text,
  id: fc.uint8Array({ minLength: 3, maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
  list: fc.array(
    fc.record({
      flag: fc.boolean(),
      data: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
    }),
    { maxLength: 20 },
  ),
  pair: fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 2, maxLength: 2 }),
  maybe: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  tagged: fc.oneof(
    fc.record({ type: fc.constant('number' as const), value: fc.nat({ max: Number.MAX_SAFE_INTEGER }) }),
    fc.record({ type: fc.constant('text' as const), value: text.filter((v) => Buffer.byteLength(v) <= 100) }),
  ),
});

describe('XDR', () => {
  it('reads what it wrote', () => {
    roundTrips(int, fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
    roundTrips(uint, fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    roundTrips(hyper, fc.maxSafeInteger());
    roundTrips(uhyper, fc.maxSafeNat());
    roundTrips(hyperBig, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
    roundTrips(uhyperBig, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
    roundTrips(double, fc.double());
    roundTrips(bool, fc.boolean());
    roundTrips(string(1_000), text);
    roundTrips(everything, anything);
  });

  it('writes the bytes of RFC 4506', () => {
    expect(encodeXdr(int, -2).toString('hex')).toBe('fffffffe');
    expect(encodeXdr(string(9), 'sillyprog').toString('hex')).toBe('0000000973696c6c7970726f67000000');
    expect(encodeXdr(uhyper, 2 ** 40 + 1).toString('hex')).toBe('0000010000000001');
    expect(encodeXdr(optional(uint), null).toString('hex')).toBe('00000000');
  });

  it('throws nothing but XdrError on bytes from anywhere', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          decodeXdr(everything, Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(XdrError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses every truncation and every surplus', () => {
    fc.assert(
      fc.property(anything, fc.nat(), (value, cut) => {
        const bytes = encodeXdr(everything, value);
        const shorter = bytes.subarray(0, cut % bytes.length);
        expect(() => decodeXdr(everything, shorter)).toThrow(XdrError);
        expect(() => decodeXdr(everything, Buffer.concat([bytes, Buffer.alloc(4)]))).toThrow(
          '4 bytes too many',
        );
      }),
    );
  });

  it.each([
    ['a length above the limit', string(8), '00000009616161616161616161000000', 'above the limit'],
    ['a length beyond the packet', string(2 ** 31), '7fffffff61', 'does not fit'],
    ['a number of elements beyond the packet', array(hyper, 2 ** 31), '10000000', 'does not fit'],
    ['padding that is not zero', string(8), '0000000161000001', 'padding'],
    ['an optional that is neither there nor absent', optional(uint), '0000000200000000', 'truth value'],
    ['an unknown arm', union({ one: 1 }, { one: uint }), '0000000200000000', 'no arm'],
    ['a number beyond the safe integers', uhyper, 'ffffffffffffffff', 'safe integers'],
  ])('refuses %s', (_what, codec, hex, message) => {
    expect(() => decodeXdr(codec as Codec<unknown>, Buffer.from(hex, 'hex'))).toThrow(message);
  });

  it('refuses to write what the other side would read differently', () => {
    expect(() => encodeXdr(string(10), 'a\0b')).toThrow('NUL');
    expect(() => encodeXdr(string(10), '\ud800')).toThrow('surrogate');
    expect(() => encodeXdr(string(2), 'äö')).toThrow('above 2');
    expect(() => encodeXdr(uint, -1)).toThrow(XdrError);
    expect(() => encodeXdr(int, 1.5)).toThrow(XdrError);
    expect(() => encodeXdr(uhyper, 2 ** 53)).toThrow(XdrError);
    expect(() => encodeXdr(uhyperBig, 2n ** 64n)).toThrow(XdrError);
    expect(() => encodeXdr(array(uint, 1), [1, 2])).toThrow('above the limit');
    expect(() => encodeXdr(fixedOpaque(4), new Uint8Array(3))).toThrow('4 belong');
  });
});
