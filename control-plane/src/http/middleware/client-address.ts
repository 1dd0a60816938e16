import type { MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';
import type { HttpEnvironment } from '../environment.ts';

/** Sets the client's address: the peer, or what trusted proxies forwarded. */
export function clientAddress(trustedProxies: readonly string[]): MiddlewareHandler<HttpEnvironment> {
  const trusted = parseNetworks(trustedProxies);
  return async (c, next) => {
    const peer = c.env.incoming?.socket.remoteAddress ?? '';
    c.set(
      'address',
      resolveAddress(trusted, peer, {
        forwardedFor: c.req.header('x-forwarded-for'),
        realIp: c.req.header('x-real-ip'),
      }),
    );
    await next();
  };
}

export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Addresses and CIDR blocks. @throws Error for anything else. */
export function parseNetworks(texts: readonly string[]): Network[] {
  return texts.map((text) => {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  });
}

/** The rightmost address of the chain that no trusted proxy has; the peer if it is not trusted itself. */
export function resolveAddress(
  trusted: readonly Network[],
  peer: string,
  headers: { forwardedFor: string | undefined; realIp: string | undefined },
): string {
  const peerAddress = plain(peer);
  if (peerAddress === undefined) return '';
  if (!isWithin(trusted, peerAddress)) return peerAddress;
  const chain = (headers.forwardedFor ?? headers.realIp ?? '').split(',').map((part) => plain(part.trim()));
  let client = peerAddress;
  for (const hop of chain.reverse()) {
    if (hop === undefined) return client;
    client = hop;
    if (!isWithin(trusted, hop)) return client;
  }
  return client;
}

function plain(text: string): string | undefined {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : undefined;
}

/** Whether one of the networks has the address; IPv4 in the form of IPv6 is IPv4. */
export function isWithin(networks: readonly Network[], text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}
