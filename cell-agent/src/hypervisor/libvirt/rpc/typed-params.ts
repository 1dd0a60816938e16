import { bool, type Codec, double, hyperBig, type Infer, int, string, uhyperBig, uint } from './xdr.ts';
import { array, struct, union } from './xdr-composite.ts';

const text = string(4_194_304);

/** `virTypedParameterType` */
const tags = { int: 1, uint: 2, llong: 3, ullong: 4, double: 5, boolean: 6, string: 7 } as const;

const typedParam = struct({
  field: text,
  value: union(tags, {
    int,
    uint,
    llong: hyperBig,
    ullong: uhyperBig,
    double,
    boolean: bool,
    string: text,
  }),
});

/** One named value with its C type, as libvirt sends and expects it. */
export type TypedParam = Infer<typeof typedParam>;

/** Flag for calls that return typed parameters: the caller understands text among them. */
export const TYPED_PARAM_STRING_OKAY = 4;

/** A list of at most `max` typed parameters. */
export function typedParamList(max: number): Codec<TypedParam[]> {
  return array(typedParam, max);
}

/** A plain value: 64-bit integers are numbers while they are safe integers and bigints beyond. */
export type PlainValue = number | bigint | boolean | string;

function plainValue(value: PlainValue): PlainValue {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Typed parameters as a plain object. A field that comes twice keeps its last value. */
export function fromTypedParams(params: readonly TypedParam[]): Record<string, PlainValue> {
  return Object.fromEntries(params.map(({ field, value }) => [field, plainValue(value.value)]));
}

type IntegerType = 'int' | 'uint' | 'llong' | 'ullong';
/** C type and value; libvirt refuses a field whose type is not exactly the one it knows. */
export type TypedInput =
  | readonly [IntegerType, number | bigint]
  | readonly ['double', number]
  | readonly ['boolean', boolean]
  | readonly ['string', string];

function typedValue([type, value]: TypedInput): TypedParam['value'] {
  switch (type) {
    case 'int':
    case 'uint':
      return { type, value: Number(value) };
    case 'llong':
    case 'ullong':
      return { type, value: BigInt(value) };
    case 'double':
      return { type, value };
    case 'boolean':
      return { type, value };
    case 'string':
      return { type, value };
  }
}

/** `{ cpu_shares: ['ullong', 512] }` as typed parameters. */
export function toTypedParams(fields: Record<string, TypedInput>): TypedParam[] {
  return Object.entries(fields).map(([field, input]) => ({ field, value: typedValue(input) }));
}
