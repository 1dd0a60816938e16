/** The opening side of a tunnel to an agent: mTLS, a line each way, then raw bytes. See `console-tunnel.ts`. */
import { connect, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';
import { decodeTunnelAnswer, takeTunnelLine, tunnelHeadTimeoutMs } from './console-tunnel.ts';

export interface TunnelOptions {
  readonly host: string;
  readonly port: number;
  readonly secureContext: SecureContext;
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
  /** The first line, newline included. */
  readonly header: string;
  readonly timeoutMs: number;
  /** What to throw when there is no connection, and when no answer comes in time. */
  readonly unreachable: (cause?: unknown) => Error;
  readonly late: () => Error;
}

/** Returns the bytes behind the agent's line. @throws DomainError that the agent sent, and what the options say. */
export async function openTunnel(options: TunnelOptions): Promise<TLSSocket> {
  const { host, port, secureContext, checkServerIdentity, header } = options;
  const socket = connect({ host, port, secureContext, checkServerIdentity });
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 30_000);
  socket.once('secureConnect', () => socket.write(header));
  try {
    decodeTunnelAnswer(await readAnswer(socket, options));
    return socket;
  } catch (error) {
    socket.on('error', () => undefined);
    socket.destroy();
    throw error;
  }
}

function readAnswer(socket: TLSSocket, { timeoutMs, unreachable, late }: TunnelOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const fail = (error: Error) => {
      stop();
      reject(error);
    };
    const broken = (cause?: unknown) => fail(unreachable(cause));
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
    const timer = setTimeout(() => fail(late()), Math.min(timeoutMs, tunnelHeadTimeoutMs));
    const stop = () => {
      clearTimeout(timer);
      socket.off('readable', read).off('error', broken).off('close', broken).off('end', broken);
    };
    // `readable` and `read` leave the stream as fresh for its next reader, unlike `data` and `pause`.
    socket.on('readable', read).on('error', broken).on('close', broken).on('end', broken);
  });
}
