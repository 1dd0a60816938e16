import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOf, parseKnownHosts, writtenName } from './known-hosts.ts';

const typeOfKeys = (line: string, host: string, port = 22) =>
  keysOf(parseKnownHosts(line), { host, port }).map(({ key }) => key);

test.each([
  ['one.example ssh-ed25519 AAAA', 'one.example', 22, true],
  ['one.example ssh-ed25519 AAAA', 'one.example', 2222, false],
  ['[one.example]:2222 ssh-ed25519 AAAA comment', 'one.example', 2222, true],
  ['[one.example]:2222 ssh-ed25519 AAAA', 'one.example', 22, false],
  ['two,10.0.0.1 ssh-rsa AAAA', '10.0.0.1', 22, true],
  ['*.example ssh-rsa AAAA', 'a.example', 22, true],
  ['*.example,!b.example ssh-rsa AAAA', 'b.example', 22, false],
  ['host? ssh-rsa AAAA', 'host1', 22, true],
  ['one.example ssh-rsa AAAA', 'oneXexample', 22, false],
  ['# one.example ssh-rsa AAAA', 'one.example', 22, false],
  ['@cert-authority * ssh-rsa AAAA', 'one.example', 22, false],
  ['fe80::1 ssh-rsa AAAA', 'fe80::1', 22, true],
])('%j is about %s port %d: %s', (line, host, port, expected) => {
  expect(typeOfKeys(line, host, port)).toEqual(expected ? ['AAAA'] : []);
});

test('a revoked key is told as such', () => {
  const [key] = parseKnownHosts('@revoked one ssh-rsa AAAA');
  expect(key?.revoked).toBe(true);
});

test('a hashed name is found by that name and port only', () => {
  fc.assert(
    fc.property(fc.domain(), fc.integer({ min: 1, max: 65_535 }), (host, port) => {
      const salt = Buffer.from('01234567890123456789');
      const digest = createHmac('sha1', salt).update(writtenName({ host, port })).digest('base64');
      const line = `|1|${salt.toString('base64')}|${digest} ssh-ed25519 AAAA`;
      expect(typeOfKeys(line, host, port)).toEqual(['AAAA']);
      expect(typeOfKeys(line, `x${host}`, port)).toEqual([]);
    }),
  );
});

test('no text stops the parser', () => {
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseKnownHosts(text))));
});
