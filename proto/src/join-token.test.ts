import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { DomainError } from './errors.ts';
import { decodeJoinToken, encodeJoinToken } from './join-token.ts';

const token = {
  id: 'i',
  secret: 's',
  addresses: ['https://10.0.0.1:5851', 'https://[fd00::1]:5851'],
  caFingerprint: 'ab',
};

it('a join token is read back', () => {
  expect(decodeJoinToken(`${encodeJoinToken(token)}\n`)).toEqual(token);
});

it('anything else is refused as such', () => {
  assert(
    property(string(), (text) => {
      expect(() => decodeJoinToken(text)).toThrow(DomainError);
      expect(() => decodeJoinToken(`cellar1.${text}`)).toThrow(DomainError);
    }),
  );
});
