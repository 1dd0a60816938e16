import { XdrError, XdrReader, XdrWriter } from './xdr-buffer.ts';

export { XdrError };

/** How a type of value stands on the wire. `minBytes` is the least that any value of it takes. */
export type Codec<T> = {
  readonly minBytes: number;
  encode(writer: XdrWriter, value: T): void;
  decode(reader: XdrReader): T;
};

/** The type of value that a codec reads and writes. */
export type Infer<C> = C extends Codec<infer T> ? T : never;

/** Encodes one value to bytes of its own. Throws `XdrError` on a value outside the codec's range. */
export function encodeXdr<T>(codec: Codec<T>, value: T): Buffer {
  const writer = new XdrWriter();
  codec.encode(writer, value);
  return writer.finish();
}

/** Decodes bytes that hold exactly one value. Throws `XdrError` and nothing else. */
export function decodeXdr<T>(codec: Codec<T>, bytes: Buffer): T {
  const reader = new XdrReader(bytes);
  const value = codec.decode(reader);
  reader.end();
  return value;
}

function integer(name: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new XdrError(`${value} is not a value of ${name}`);
  }
  return value;
}

function big(name: string, value: bigint, min: bigint, max: bigint): bigint {
  if (value < min || value > max) throw new XdrError(`${value} is not a value of ${name}`);
  return value;
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new XdrError(`${value} is beyond the safe integers`);
  return number;
}

const MAX_UHYPER = 2n ** 64n - 1n;
const MIN_HYPER = -(2n ** 63n);
const MAX_HYPER = 2n ** 63n - 1n;

export const int: Codec<number> = {
  minBytes: 4,
  encode: (writer, value) => writer.int(integer('int', value, -0x80000000, 0x7fffffff)),
  decode: (reader) => reader.int(),
};

export const uint: Codec<number> = {
  minBytes: 4,
  encode: (writer, value) => writer.uint(integer('unsigned int', value, 0, 0xffffffff)),
  decode: (reader) => reader.uint(),
};

/** A signed 64-bit integer that stays within ±2^53; `hyperBig` for those that do not. */
export const hyper: Codec<number> = {
  minBytes: 8,
  encode: (writer, value) =>
    writer.hyper(BigInt(integer('hyper', value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER))),
  decode: (reader) => safe(reader.hyper()),
};

/** An unsigned 64-bit integer that stays below 2^53; `uhyperBig` for those that do not. */
export const uhyper: Codec<number> = {
  minBytes: 8,
  encode: (writer, value) =>
    writer.uhyper(BigInt(integer('unsigned hyper', value, 0, Number.MAX_SAFE_INTEGER))),
  decode: (reader) => safe(reader.uhyper()),
};

export const hyperBig: Codec<bigint> = {
  minBytes: 8,
  encode: (writer, value) => writer.hyper(big('hyper', value, MIN_HYPER, MAX_HYPER)),
  decode: (reader) => reader.hyper(),
};

/** For nanoseconds and "unlimited": 2^53 ns of processor time are only 104 days. */
export const uhyperBig: Codec<bigint> = {
  minBytes: 8,
  encode: (writer, value) => writer.uhyper(big('unsigned hyper', value, 0n, MAX_UHYPER)),
  decode: (reader) => reader.uhyper(),
};

export const double: Codec<number> = {
  minBytes: 8,
  encode: (writer, value) => writer.double(value),
  decode: (reader) => reader.double(),
};

/** A C truth value: libvirt sends them as int. */
export const bool: Codec<boolean> = {
  minBytes: 4,
  encode: (writer, value) => writer.int(value ? 1 : 0),
  decode: (reader) => reader.int() !== 0,
};

/** No bytes at all. */
export const nothing: Codec<void> = { minBytes: 0, encode: () => {}, decode: () => {} };

/**
 * UTF-8 text of at most `maxBytes`. A NUL inside is refused on the way out: the C side would cut the text there.
 */
export function string(maxBytes: number): Codec<string> {
  return {
    minBytes: 4,
    encode(writer, value) {
      const byteLength = Buffer.byteLength(value);
      if (byteLength > maxBytes) throw new XdrError(`text of ${byteLength} bytes is above ${maxBytes}`);
      if (value.includes('\0')) throw new XdrError('text contains a NUL');
      if (!value.isWellFormed()) throw new XdrError('text contains half a surrogate pair');
      writer.string(value, byteLength);
    },
    decode: (reader) => reader.opaque(reader.length(maxBytes, 1)).toString('utf8'),
  };
}

/** Exactly `length` bytes. */
export function fixedOpaque(length: number): Codec<Uint8Array> {
  return {
    minBytes: length,
    encode(writer, value) {
      if (value.length !== length) throw new XdrError(`${value.length} bytes where ${length} belong`);
      writer.opaque(value);
    },
    decode: (reader) => Buffer.from(reader.opaque(length)),
  };
}

/** At most `maxBytes` bytes. */
export function opaque(maxBytes: number): Codec<Uint8Array> {
  return {
    minBytes: 4,
    encode(writer, value) {
      if (value.length > maxBytes) throw new XdrError(`${value.length} bytes are above ${maxBytes}`);
      writer.uint(value.length);
      writer.opaque(value);
    },
    decode: (reader) => Buffer.from(reader.opaque(reader.length(maxBytes, 1))),
  };
}
