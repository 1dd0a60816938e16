/**
 * The listener for guests' screens: mTLS, one line from the control plane naming the guest, one line back, then the
 * bytes of the guest's RFB server in both directions. See proto/src/console-tunnel.ts.
 */
import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createServer, type TLSSocket } from 'node:tls';
import {
  decodeTunnelHeader,
  encodeTunnelAnswer,
  takeTunnelLine,
  tunnelHeadTimeoutMs,
} from '../../../proto/src/console-tunnel.ts';
import { DomainError, toDomainError } from '../../../proto/src/errors.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import { isControlPlane } from '../identity/control-plane-tls.ts';
import type { Logger } from '../observe/logger.ts';

export interface ConsoleListenerOptions {
  readonly listen: string;
  /** 0: any free one. */
  readonly port: number;
  readonly key: string;
  readonly certificate: string;
  readonly caCertificate: string;
  readonly hypervisor: Pick<Hypervisor, 'openConsole'>;
  readonly log: Logger;
  readonly headTimeoutMs?: number;
}

export interface ConsoleListener extends AsyncDisposable {
  readonly port: number;
}

/**
 * Disposing closes the listener and every open screen; the guests do not notice.
 * @throws DomainError `conflict` with reason `port_in_use`.
 */
export async function listenForConsoles(options: ConsoleListenerOptions): Promise<ConsoleListener> {
  const { key, certificate, caCertificate } = options;
  const tls = {
    key,
    cert: certificate,
    ca: caCertificate,
    requestCert: true,
    minVersion: 'TLSv1.2',
  } as const;
  const server = createServer({ ...tls, noDelay: true, keepAlive: true, allowHalfOpen: true }, (socket) => {
    carry(socket, options).catch((error: unknown) =>
      options.log.error({ err: error }, 'a console tunnel failed'),
    );
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await startListening(server, options.listen, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function startListening(server: Server, host: string, port: number): Promise<void> {
  try {
    const listening = once(server, 'listening');
    server.listen({ host, port });
    await listening;
  } catch (cause) {
    const message = `the agent can not listen on ${host} port ${port} for consoles`;
    throw new DomainError('conflict', message, { reason: 'port_in_use', cause });
  }
}

async function carry(
  socket: TLSSocket,
  { hypervisor, log, headTimeoutMs }: ConsoleListenerOptions,
): Promise<void> {
  socket.on('error', () => socket.destroy());
  let guestId: string;
  let screen: Duplex;
  try {
    if (!isControlPlane(socket.getPeerCertificate())) throw foreignPeer();
    const head = await readHead(socket, headTimeoutMs ?? tunnelHeadTimeoutMs);
    guestId = decodeTunnelHeader(head.line).guestId;
    if (head.rest.length > 0) socket.unshift(head.rest);
    screen = await hypervisor.openConsole(guestId);
  } catch (error) {
    socket.end(encodeTunnelAnswer(toDomainError(error)));
    // The peer may leave its side open for ever; what it still sends is of no interest.
    socket.resume().setTimeout(tunnelHeadTimeoutMs, () => socket.destroy());
    if (!(error instanceof DomainError)) throw error;
    log.info({ reason: error.reason ?? error.code }, 'console refused');
    return;
  }
  socket.write(encodeTunnelAnswer(null));
  log.info({ guestId }, 'console opened');
  await connect(socket, screen);
  log.info({ guestId }, 'console closed');
}

/** Returns when both directions have ended; an error in one ends the other. */
async function connect(socket: Duplex, screen: Duplex): Promise<void> {
  const towards = pipeline(socket, screen);
  const back = pipeline(screen, socket);
  const both = [towards, back].map((direction) =>
    direction.catch(() => {
      socket.destroy();
      screen.destroy();
    }),
  );
  await Promise.all(both);
  socket.destroy();
  screen.destroy();
}

async function readHead(socket: TLSSocket, timeoutMs: number): Promise<{ line: string; rest: Buffer }> {
  const timer = setTimeout(() => socket.destroy(), timeoutMs);
  let received = Buffer.alloc(0);
  try {
    while (true) {
      const chunk: Buffer | null = socket.read();
      if (chunk !== null) received = Buffer.concat([received, chunk]);
      const head = takeTunnelLine(received);
      if (head !== undefined) return head;
      if (chunk === null) await readable(socket);
    }
  } finally {
    clearTimeout(timer);
  }
}

async function readable(socket: TLSSocket): Promise<void> {
  const changed = Promise.withResolvers<void>();
  const more = () => changed.resolve();
  const over = () =>
    changed.reject(
      new DomainError('cancelled', 'the console tunnel closed before naming a guest', {
        reason: 'bad_tunnel_header',
      }),
    );
  socket.once('readable', more).once('end', over).once('close', over);
  try {
    if (socket.destroyed || socket.readableEnded) over();
    await changed.promise;
  } finally {
    socket.off('readable', more).off('end', over).off('close', over);
  }
}

function foreignPeer(): DomainError {
  return new DomainError('forbidden', 'only the control plane may open a console', {
    reason: 'not_control_plane',
  });
}
