/** The address by which this machine reaches the control plane, as the control plane's way back. */
import { once } from 'node:events';
import { connect } from 'node:net';

/** @throws the socket's error if the origin is not reachable. */
export async function localAddressTowards(origin: URL): Promise<string> {
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(origin.port || 443), timeout: 10_000 });
  socket.once('timeout', () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'connect');
    return socket.localAddress ?? '127.0.0.1';
  } finally {
    socket.destroy();
  }
}

/** `host` and `port` as `host:port`, unless the host has a port already; bare IPv6 gets brackets. */
export function withPort(host: string, port: number): string {
  if (/^(\[.*\]|[^:]+):\d+$/.test(host)) return host;
  const isBareV6 = host.includes(':') && !host.startsWith('[');
  return isBareV6 ? `[${host}]:${port}` : `${host}:${port}`;
}
