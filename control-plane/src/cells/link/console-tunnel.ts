/** The control plane's end of a console tunnel: mTLS to the agent's console port, see `proto/src/console-tunnel.ts`. */
import type { Duplex } from 'node:stream';
import { connect, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import {
  decodeTunnelAnswer,
  encodeTunnelHeader,
  takeTunnelLine,
  tunnelHeadTimeoutMs,
} from '../../../../proto/src/console-tunnel.ts';
import { DomainError } from '../../../../proto/src/errors.ts';
import { unreachable } from './call.ts';

export interface TunnelRequest {
  readonly cellName: string;
  readonly host: string;
  readonly port: number;
  readonly secureContext: SecureContext;
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
  readonly guestId: string;
  readonly timeoutMs: number;
}

/** Returns the bytes of the guest's screen. @throws DomainError that the agent sent, `cell_unreachable` or `timeout`. */
export async function openTunnel(request: TunnelRequest): Promise<Duplex> {
  const { cellName, host, port, secureContext, checkServerIdentity, guestId } = request;
  const socket = connect({ host, port, secureContext, checkServerIdentity });
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  socket.once('secureConnect', () => socket.write(encodeTunnelHeader(guestId)));
  try {
    const line = await readAnswer(socket, cellName, Math.min(request.timeoutMs, tunnelHeadTimeoutMs));
    decodeTunnelAnswer(line);
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  }
}

function readAnswer(socket: TLSSocket, cellName: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const fail = (error: Error) => {
      stop();
      reject(error);
    };
    const broken = (cause?: unknown) => fail(unreachable(cellName, cause));
    const late = () =>
      fail(
        new DomainError('timeout', `cell '${cellName}' did not open the screen in time`, {
          reason: 'cell_timeout',
        }),
      );
    const read = () => {
      try {
        for (let chunk: Buffer | null = socket.read(); chunk !== null; chunk = socket.read()) {
          received = Buffer.concat([received, chunk]);
          const taken = takeTunnelLine(received);
          if (!taken) continue;
          stop();
          if (taken.rest.length > 0) socket.unshift(taken.rest);
          resolve(taken.line);
          return;
        }
      } catch (error) {
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const timer = setTimeout(late, timeoutMs);
    const stop = () => {
      clearTimeout(timer);
      socket.off('readable', read).off('error', broken).off('close', broken).off('end', broken);
    };
    // `readable` and `read` leave the stream as fresh for its next reader, unlike `data` and `pause`.
    socket.on('readable', read).on('error', broken).on('close', broken).on('end', broken);
  });
}
