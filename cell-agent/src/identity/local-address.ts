/** The address by which this machine reaches the control plane, as the control plane's way back. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, isIPv6 } from 'node:net';
import { DomainError } from '../../../proto/src/errors.ts';

/** @throws DomainError `cell_unreachable` with reason `control_plane_unreachable`. */
export async function localAddressTowards(origin: URL): Promise<string> {
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(origin.port || 443), timeout: 10_000 });
  socket.once('timeout', () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'connect');
    return socket.localAddress ?? '127.0.0.1';
  } catch (cause) {
    const message = `the control plane does not answer at ${origin.origin}`;
    throw new DomainError('cell_unreachable', message, { reason: 'control_plane_unreachable', cause });
  } finally {
    socket.destroy();
  }
}

/** The same as the routes have it, without a packet; null where there is none. */
export async function routedAddressTowards(origin: URL): Promise<string | null> {
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    const connected = once(socket, 'connect');
    socket.connect(Number(origin.port || 443), host);
    await connected;
    return socket.address().address;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}

/** `host` and `port` as `host:port`, unless the host has a port already; bare IPv6 gets brackets. */
export function withPort(host: string, port: number): string {
  if (/^(\[.*\]|[^:]+):\d+$/.test(host)) return host;
  const isBareV6 = host.includes(':') && !host.startsWith('[');
  return isBareV6 ? `[${host}]:${port}` : `${host}:${port}`;
}
