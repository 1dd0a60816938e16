/**
 * The listener for guests' screens: mTLS, one line from the control plane naming the guest, one line back, then the
 * bytes of the guest's RFB server in both directions. See proto/src/console-tunnel.ts.
 */
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TLSSocket } from 'node:tls';
import {
  decodeTunnelHeader,
  encodeTunnelAnswer,
  takeTunnelLine,
  tunnelHeadTimeoutMs,
} from '../../../proto/src/console-tunnel.ts';
import { DomainError, toDomainError } from '../../../proto/src/errors.ts';
import type { Hypervisor } from '../hypervisor/port.ts';
import type { CellKeys } from '../identity/cell-keys.ts';
import { listenForControlPlane } from '../identity/peer-listener.ts';
import type { Logger } from '../observe/logger.ts';

export interface ConsoleListenerOptions {
  readonly listen: string;
  /** 0: any free one. */
  readonly port: number;
  readonly keys: CellKeys;
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
  const { listen, port, keys, log } = options;
  const serve = (isStranger: boolean) => (socket: TLSSocket) => {
    carry(socket, isStranger, options).catch((error: unknown) =>
      log.error({ err: error }, 'a console tunnel failed'),
    );
  };
  const listener = await listenForControlPlane({
    listen,
    port,
    purpose: 'for consoles',
    keys,
    allowHalfOpen: true,
    onPeer: serve(false),
    onStranger: serve(true),
  });
  return { port: listener.port, [Symbol.asyncDispose]: () => listener.close(0) };
}

async function carry(
  socket: TLSSocket,
  isStranger: boolean,
  { hypervisor, log, headTimeoutMs }: ConsoleListenerOptions,
): Promise<void> {
  let guestId: string;
  let screen: Duplex;
  try {
    if (isStranger) throw foreignPeer();
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
