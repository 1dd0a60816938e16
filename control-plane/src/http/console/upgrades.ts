import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over an upgrade request, or leaves it to the next one by returning false. */
export type UpgradeHandler = (upgrade: Upgrade) => boolean;

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What the client sent right behind its request. */
  readonly head: Buffer;
  /** Decoded path without a trailing slash. */
  readonly path: string;
}

/** Gives each upgrade request of the server to the first handler that takes it; the others are answered with 404. */
export function attachUpgrades(server: Server, handlers: readonly UpgradeHandler[]): void {
  server.on('upgrade', (request, socket, head) => {
    // Nothing else listens until a handler does, and a broken connection must not end the process.
    socket.on('error', () => socket.destroy());
    const upgrade = { request, socket, head, path: pathOf(request) };
    if (handlers.some((handler) => handler(upgrade))) return;
    refuseUpgrade(socket, 404, { error_code: 500, message: 'nothing to upgrade to at this path', data: {} });
  });
}

/** Answers an upgrade request with an ordinary JSON response and closes the connection. */
export function refuseUpgrade(socket: Duplex, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}

function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  try {
    return decodeURIComponent(path).replace(/\/$/, '');
  } catch {
    return '';
  }
}
