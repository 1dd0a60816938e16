/** The address by which this machine reaches the control plane, as the control plane's way back. */
import { once } from 'node:events';
import { connect } from 'node:net';
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

/** `host` and `port` as `host:port`, unless the host has a port already; bare IPv6 gets brackets. */
export function withPort(host: string, port: number): string {
  if (/^(\[.*\]|[^:]+):\d+$/.test(host)) return host;
  const isBareV6 = host.includes(':') && !host.startsWith('[');
  return isBareV6 ? `[${host}]:${port}` : `${host}:${port}`;
}
