/**
 * The monitor WebSocket, `/api/v1/monitor_channels/{id}`: the bytes of a guest's screen in binary frames. The channel's id
 * is the credential, good for one connection. A channel that is unknown, used or expired is answered with the error
 * envelope and HTTP 200 in place of the upgrade, as every error of the Nano API.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { toDomainError } from '../../../../proto/src/errors.ts';
import { keepAlive } from './keep-alive.ts';
import { pump } from './pump.ts';
import { isSameOrigin } from './same-origin.ts';
import { refuseUpgrade, type Upgrade, type UpgradeHandler } from './upgrades.ts';

export interface MonitorConnection {
  readonly stream: Duplex;
  /** Tells that the screen was closed: `client`, `guest` or `error`. */
  closed(reason: string): Promise<void>;
}

export interface MonitorSocketOptions {
  /** Takes the channel away and opens the guest's screen. @throws DomainError. */
  connect(input: { channelId: string; address: string; requestId: string }): Promise<MonitorConnection>;
  /** The client's address, as the trusted proxies tell it. */
  addressOf(request: IncomingMessage): string;
  /** Told of everything that is no DomainError: a bug. */
  onFailure(error: unknown, requestId: string): void;
  readonly pingIntervalMs?: number;
}

export interface MonitorSocket {
  readonly handle: UpgradeHandler;
  /** Ends all screens; for the program's end. */
  close(): void;
}

const path = /^\/api\/v1\/monitor_channels\/([^/]+)$/;
/** More than any RFB message of a client but a pasted text, which QEMU cuts at 1 MiB as well. */
const maxFrameBytes = 1024 * 1024;

export function createMonitorSocket(options: MonitorSocketOptions): MonitorSocket {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    // A browser that offers none breaks off when one is chosen, so it is chosen only where it is offered.
    handleProtocols: (offered) => (offered.has('binary') ? 'binary' : false),
  });
  return {
    handle(upgrade) {
      const channelId = path.exec(upgrade.path)?.[1];
      if (channelId === undefined) return false;
      void open(server, options, upgrade, channelId);
      return true;
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

async function open(
  server: WebSocketServer,
  options: MonitorSocketOptions,
  { request, socket, head }: Upgrade,
  channelId: string,
): Promise<void> {
  const { headers } = request;
  if (!isSameOrigin(headers.origin, headers.host)) {
    refuseUpgrade(
      socket,
      403,
      failed(`pages of '${String(headers.origin).slice(0, 200)}' may not open screens here`),
    );
    return;
  }
  // A malformed handshake is refused by `ws`, and must not use the channel up.
  if (!isHandshake(request)) {
    refuseUpgrade(socket, 400, failed('a monitor channel is opened by a WebSocket handshake of version 13'));
    return;
  }
  const requestId = randomUUID();
  let connection: MonitorConnection;
  try {
    connection = await options.connect({ channelId, address: options.addressOf(request), requestId });
  } catch (error) {
    refuseUpgrade(socket, 200, failed(messageOf(error, requestId, options)));
    return;
  }
  const closed = (reason: string) => {
    connection.closed(reason).catch((error: unknown) => options.onFailure(error, requestId));
  };
  if (socket instanceof Socket) socket.setNoDelay(true);
  let upgraded = false;
  server.handleUpgrade(request, socket, head, (client) => {
    upgraded = true;
    pump(client, connection.stream, closed);
    keepAlive(client, options.pingIntervalMs ?? 30_000);
  });
  // `ws` calls back at once, or not at all: the client may have gone while the screen was opened.
  if (upgraded) return;
  connection.stream.destroy();
  closed('client');
}

function isHandshake({ method, headers }: IncomingMessage): boolean {
  const websocket =
    headers.upgrade?.toLowerCase() === 'websocket' && headers['sec-websocket-version'] === '13';
  return method === 'GET' && websocket && /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '');
}

function messageOf(error: unknown, requestId: string, options: MonitorSocketOptions): string {
  const known = toDomainError(error);
  if (known.code !== 'internal') return known.message;
  options.onFailure(error, requestId);
  return `internal error, see the log for request ${requestId}`;
}

function failed(message: string): { error_code: number; message: string; data: object } {
  return { error_code: 500, message, data: {} };
}
