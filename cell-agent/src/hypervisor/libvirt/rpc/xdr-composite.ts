import { type Codec, XdrError } from './xdr.ts';

/** At most `max` elements. Elements of no size are refused: their number would not be bounded by the packet. */
export function array<T>(element: Codec<T>, max: number): Codec<T[]> {
  if (element.minBytes === 0) throw new RangeError('the elements of an array need a size');
  return {
    minBytes: 4,
    encode(writer, values) {
      if (values.length > max) throw new XdrError(`${values.length} elements are above the limit of ${max}`);
      writer.uint(values.length);
      for (const value of values) element.encode(writer, value);
    },
    decode(reader) {
      const length = reader.length(max, element.minBytes);
      const values: T[] = [];
      for (let index = 0; index < length; index++) values.push(element.decode(reader));
      return values;
    },
  };
}

/** Exactly `length` elements, without a length word. */
export function fixedArray<T>(element: Codec<T>, length: number): Codec<T[]> {
  return {
    minBytes: element.minBytes * length,
    encode(writer, values) {
      if (values.length !== length) throw new XdrError(`${values.length} elements where ${length} belong`);
      for (const value of values) element.encode(writer, value);
    },
    decode: (reader) => Array.from({ length }, () => element.decode(reader)),
  };
}

/** A value or null (XDR's optional data, C's pointer). */
export function optional<T>(inner: Codec<T>): Codec<T | null> {
  return {
    minBytes: 4,
    encode(writer, value) {
      writer.uint(value === null ? 0 : 1);
      if (value !== null) inner.encode(writer, value);
    },
    decode(reader) {
      const present = reader.uint();
      if (present > 1) throw new XdrError(`${present} is not a truth value`);
      return present === 1 ? inner.decode(reader) : null;
    },
  };
}

type Fields = Record<string, Codec<never>>;
type Struct<F> = { [K in keyof F]: F[K] extends Codec<infer T> ? T : never };

/** The fields one after the other, in the order given. */
export function struct<F extends { [K in keyof F]: Codec<F[K] extends Codec<infer T> ? T : never> }>(
  fields: F,
): Codec<Struct<F>> {
  const entries = Object.entries(fields as unknown as Fields) as [string, Codec<unknown>][];
  return {
    minBytes: entries.reduce((sum, [, codec]) => sum + codec.minBytes, 0),
    encode(writer, value) {
      const source = value as Record<string, unknown>;
      for (const [name, codec] of entries) codec.encode(writer, source[name]);
    },
    decode(reader) {
      const result: Record<string, unknown> = {};
      for (const [name, codec] of entries) result[name] = codec.decode(reader);
      return result as Struct<F>;
    },
  };
}

type Tagged<A> = { [K in keyof A]: { type: K; value: A[K] extends Codec<infer T> ? T : never } }[keyof A];

/** A discriminated union: a tag word, then the arm that `tags` names for it. Unknown tags are refused. */
export function union<A extends { [K in keyof A]: Codec<A[K] extends Codec<infer T> ? T : never> }>(
  tags: { readonly [K in keyof A]: number },
  arms: A,
): Codec<Tagged<A>> {
  const byName = new Map<string, { tag: number; codec: Codec<unknown> }>();
  const byTag = new Map<number, { name: string; codec: Codec<unknown> }>();
  for (const [name, tag] of Object.entries(tags) as [string & keyof A, number][]) {
    const codec = arms[name] as unknown as Codec<unknown>;
    byName.set(name, { tag, codec });
    byTag.set(tag, { name, codec });
  }
  return {
    minBytes: 4,
    encode(writer, tagged) {
      const arm = byName.get(String(tagged.type));
      if (arm === undefined) throw new XdrError(`there is no arm ${String(tagged.type)}`);
      writer.int(arm.tag);
      arm.codec.encode(writer, tagged.value);
    },
    decode(reader) {
      const tag = reader.int();
      const arm = byTag.get(tag);
      if (arm === undefined) throw new XdrError(`there is no arm with the tag ${tag}`);
      return { type: arm.name, value: arm.codec.decode(reader) } as Tagged<A>;
    },
  };
}

/** The same bytes, seen as another type. `from` makes a value of what was read, `to` the other way. */
export function mapped<W, T>(wire: Codec<W>, from: (wire: W) => T, to: (value: T) => W): Codec<T> {
  return {
    minBytes: wire.minBytes,
    encode: (writer, value) => wire.encode(writer, to(value)),
    decode: (reader) => from(wire.decode(reader)),
  };
}
