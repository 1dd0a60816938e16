/**
 * The listener for streams: mTLS, a line that says what is wanted, one line back, then bytes in both directions: those
 * of a guest's RFB server for the control plane, those of a guest that another cell's agent sends. See
 * proto/src/console-tunnel.ts.
 */
import type { TLSSocket } from 'node:tls';
import { cellIdOf } from '../../../proto/src/certificate-names.ts';
import {
  type ArrivalHeader,
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
import type { Arrivals } from '../use-cases/migration/arrivals.ts';
import { connectStreams } from './connect-streams.ts';

export interface ConsoleListenerOptions {
  readonly listen: string;
  /** 0: any free one. */
  readonly port: number;
  readonly keys: CellKeys;
  readonly hypervisor: Pick<Hypervisor, 'openConsole' | 'takeChannel'>;
  readonly arrivals: Arrivals;
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
  { hypervisor, arrivals, log, headTimeoutMs }: ConsoleListenerOptions,
): Promise<void> {
  let use: () => Promise<void>;
  try {
    const head = await readHead(socket, headTimeoutMs ?? tunnelHeadTimeoutMs);
    const header = decodeTunnelHeader(head.line);
    if ('guestId' in header) {
      const { guestId } = header;
      if (isStranger) throw foreignPeer();
      const screen = await hypervisor.openConsole(guestId);
      use = async () => {
        log.info({ guestId }, 'console opened');
        await connectStreams(socket, screen);
        log.info({ guestId }, 'console closed');
      };
    } else {
      const { operationId, guestId, channel } = header.arrival;
      const { take } = requireExpected(socket, arrivals, header.arrival);
      use = async () => {
        const taken = take?.(socket) ?? hypervisor.takeChannel(operationId, guestId, channel, socket);
        await taken.catch((error: unknown) => {
          log.info({ err: error, guestId, channel }, 'a channel of an arriving guest broke');
          socket.destroy();
        });
      };
    }
    if (head.rest.length > 0) socket.unshift(head.rest);
  } catch (error) {
    socket.end(encodeTunnelAnswer(toDomainError(error)));
    // The peer may leave its side open for ever; what it still sends is of no interest.
    socket.resume().setTimeout(tunnelHeadTimeoutMs, () => socket.destroy());
    if (!(error instanceof DomainError)) throw error;
    log.info({ reason: error.reason ?? error.code }, 'tunnel refused');
    return;
  }
  socket.write(encodeTunnelAnswer(null));
  await use();
}

/** @throws DomainError `forbidden` unless the peer is the cell that the control plane has announced. */
function requireExpected(socket: TLSSocket, arrivals: Arrivals, arrival: ArrivalHeader) {
  return arrivals.check(arrival, cellIdOf(socket.getPeerCertificate().subjectaltname) ?? '');
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
