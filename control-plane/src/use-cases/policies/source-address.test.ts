import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceAddress } from './source-address.ts';

describe('the source address of a rule', () => {
  it.each([
    ['', ''],
    ['10.0.0.1', '10.0.0.1'],
    ['10.0.0.1/32', '10.0.0.1'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['2001:db8:1::5/32', '2001:db8::/32'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
  ])('%j is kept as %j', (text, kept) => {
    expect(sourceAddress(text)).toBe(kept);
    expect(sourceAddress(kept)).toBe(kept);
  });

  it.each([
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '0x0a000001',
    '10.0.0.1/33',
    '10.0.0.1/',
    '10.0.0.1/8/8',
    '10.0.0.1/-1',
    '::1/129',
    'fe80::1%eth0',
    '::ffff:10.0.0.1/96',
    'localhost',
    ' 10.0.0.1',
  ])('%j is refused', (text) => {
    expect(() => sourceAddress(text)).toThrow(`from_address ${JSON.stringify(text)} must be an address`);
  });

  it('is a bad one or has one form, whatever is given', () => {
    const near = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.ipV6(),
      fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(130)).map(([address, bits]) => `${address}/${bits}`),
    );
    fc.assert(
      fc.property(near, (text) => {
        let kept: string;
        try {
          kept = sourceAddress(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid', reason: 'bad_address' });
          return;
        }
        expect(sourceAddress(kept)).toBe(kept);
      }),
    );
  });
});
