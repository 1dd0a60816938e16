import { describe, expect, test } from 'vitest';
import { parseNetworks, resolveAddress } from './client-address.ts';

const proxies = parseNetworks(['127.0.0.1', '10.0.0.0/8', 'fd00::/16']);
const none = { forwardedFor: undefined, realIp: undefined };

describe('the client address', () => {
  test.each([
    ['a stranger is believed nothing', '203.0.113.9', { ...none, forwardedFor: '1.2.3.4' }, '203.0.113.9'],
    ['a trusted proxy is', '127.0.0.1', { ...none, forwardedFor: '1.2.3.4' }, '1.2.3.4'],
    [
      'the rightmost untrusted hop counts',
      '10.1.1.1',
      { ...none, forwardedFor: '6.6.6.6, 1.2.3.4, 10.9.9.9' },
      '1.2.3.4',
    ],
    [
      'a chain of proxies only ends at its first',
      '10.1.1.1',
      { ...none, forwardedFor: '10.2.2.2, 10.3.3.3' },
      '10.2.2.2',
    ],
    [
      'a broken hop ends the chain',
      '10.1.1.1',
      { ...none, forwardedFor: '1.2.3.4, nonsense, 10.3.3.3' },
      '10.3.3.3',
    ],
    ['X-Real-IP serves without X-Forwarded-For', '127.0.0.1', { ...none, realIp: '1.2.3.4' }, '1.2.3.4'],
    ['mapped IPv4 is IPv4', '::ffff:127.0.0.1', { ...none, forwardedFor: '::ffff:1.2.3.4' }, '1.2.3.4'],
    ['IPv6 networks are trusted too', 'fd00::1', { ...none, forwardedFor: '2001:db8::5' }, '2001:db8::5'],
    ['nothing forwarded: the proxy itself', '127.0.0.1', none, '127.0.0.1'],
    ['no peer at all', '', { ...none, forwardedFor: '1.2.3.4' }, ''],
  ])('%s', (_, peer, headers, expected) => {
    expect(resolveAddress(proxies, peer, headers)).toBe(expected);
  });

  test('refuses to trust what is no address', () => {
    expect(() => parseNetworks(['proxy.example'])).toThrow();
  });
});
