import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTypedParams, type TypedInput, toTypedParams, typedParamList } from './typed-params.ts';
import { decodeXdr, encodeXdr } from './xdr.ts';

const list = typedParamList(16);
const input: fc.Arbitrary<TypedInput> = fc.oneof(
  fc.tuple(fc.constant('int' as const), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  fc.tuple(fc.constant('uint' as const), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  fc.tuple(fc.constant('llong' as const), fc.maxSafeInteger()),
  fc.tuple(fc.constant('ullong' as const), fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n })),
  fc.tuple(fc.constant('double' as const), fc.double()),
  fc.tuple(fc.constant('boolean' as const), fc.boolean()),
  fc.tuple(fc.constant('string' as const), fc.stringMatching(/^[a-z ]*$/)),
);

describe('typed parameters', () => {
  it('come back from the wire as the plain values that went in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z._]+$/), input, { maxKeys: 16 }), (fields) => {
        const wire = encodeXdr(list, toTypedParams(fields));
        const expected = Object.fromEntries(Object.entries(fields).map(([name, [, value]]) => [name, value]));
        expect(fromTypedParams(decodeXdr(list, wire))).toEqual(expected);
      }),
    );
  });

  it('keeps "unlimited" exactly', () => {
    const unlimited = toTypedParams({ hard_limit: ['ullong', 2n ** 64n - 1n], soft_limit: ['ullong', 7] });
    expect(fromTypedParams(unlimited)).toEqual({ hard_limit: 2n ** 64n - 1n, soft_limit: 7 });
  });

  it('does not let a field name reach the prototype', () => {
    const plain = fromTypedParams(toTypedParams({ ['__proto__']: ['int', 1] }));
    expect(Object.keys(plain)).toEqual(['__proto__']);
  });

  it('refuses a type that it does not know', () => {
    const wire = encodeXdr(list, toTypedParams({ a: ['int', 1] }));
    wire.writeUInt32BE(99, 12);
    expect(() => decodeXdr(list, wire)).toThrow('no arm with the tag 99');
  });
});
