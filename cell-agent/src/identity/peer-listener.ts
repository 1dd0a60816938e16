/**
 * A TLS port for the control plane alone. A peer is checked once, when its connection is made: the installation's CA
 * signs the cells' certificates too. A renewed certificate serves new connections, those that are open stay.
 */
import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { DomainError } from '../../../proto/src/errors.ts';
import type { CellKeys } from './cell-keys.ts';
import { isControlPlane } from './control-plane-tls.ts';

const handshakeTimeoutMs = 10_000;

export interface PeerListenerOptions {
  readonly listen: string;
  /** 0: any free one. */
  readonly port: number;
  /** Completes "the agent can not listen on …". */
  readonly purpose: string;
  readonly keys: CellKeys;
  /** The protocol offered by ALPN. */
  readonly protocol?: string;
  readonly allowHalfOpen?: boolean;
  /** Takes a connection of the control plane. */
  readonly onPeer: (socket: TLSSocket) => void;
  /** Takes one of another holder of a certificate, in place of ending it. */
  readonly onStranger?: (socket: TLSSocket) => void;
}

export interface PeerListener {
  readonly port: number;
  /** Takes no further connections and returns when all are closed; cuts those that last longer than `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** @throws DomainError `conflict` with reason `port_in_use`. */
export async function listenForControlPlane(options: PeerListenerOptions): Promise<PeerListener> {
  const { keys, onPeer, onStranger } = options;
  const sockets = new Set<Socket>();
  const server = createServer({
    ...keys.secureContext,
    requestCert: true,
    handshakeTimeout: handshakeTimeoutMs,
    noDelay: true,
    keepAlive: true,
    allowHalfOpen: options.allowHalfOpen ?? false,
    ...(options.protocol === undefined ? {} : { ALPNProtocols: [options.protocol] }),
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy());
    if (isControlPlane(socket.getPeerCertificate())) onPeer(socket);
    else if (onStranger) onStranger(socket);
    else socket.destroy();
  });
  await startListening(server, options);
  const unwatch = keys.watch(() => server.setSecureContext(keys.secureContext));
  const closed = once(server, 'close');
  return {
    port: (server.address() as AddressInfo).port,
    async close(graceMs) {
      unwatch();
      server.close();
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function startListening(server: Server, { listen, port, purpose }: PeerListenerOptions): Promise<void> {
  try {
    const listening = once(server, 'listening');
    server.listen({ host: listen, port });
    await listening;
  } catch (cause) {
    const message = `the agent can not listen on ${listen} port ${port} ${purpose}`;
    throw new DomainError('conflict', message, { reason: 'port_in_use', cause });
  }
}
