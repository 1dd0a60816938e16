/**
 * The HTTPS server for cells. `POST /enrol` takes a join token; all else takes a certificate that a cell got there.
 * The CA certificate is sent along, so that a joining cell can compare it with the fingerprint in its token.
 */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { TLSSocket } from 'node:tls';
import type { Logger } from 'pino';
import { addressRequest, enrolRequest, renewRequest } from '../../../proto/src/enrolment.ts';
import { DomainError, toDomainError } from '../../../proto/src/errors.ts';
import { enrolCell } from '../use-cases/cells/enrol-cell.ts';
import { findImageFile } from '../use-cases/cells/find-image-file.ts';
import { receiveBuiltImage } from '../use-cases/cells/receive-built-image.ts';
import { renewCellCertificate } from '../use-cases/cells/renew-cell-certificate.ts';
import { requireTrustedCell } from '../use-cases/cells/require-trusted-cell.ts';
import { tellAddress } from '../use-cases/cells/tell-address.ts';
import type { Context } from '../use-cases/context.ts';
import type { Ports } from '../use-cases/ports/index.ts';
import type { Authority } from './authority.ts';
import { sendError, sendJson } from './listener/answer.ts';
import { FailureLimit } from './listener/failure-limit.ts';
import { formerCell, isOfCell, requirePeerCell } from './listener/peer-cell.ts';
import { readJson } from './listener/read-json.ts';
import { receiveImage } from './listener/receive-image.ts';
import { sendImage } from './listener/send-image.ts';

export type ListenerPorts = Pick<Ports, 'store' | 'ids' | 'clock' | 'imageFiles' | 'authority' | 'cellLinks'>;

export interface CellListenerOptions {
  readonly ports: ListenerPorts;
  readonly authority: Authority;
  readonly listen: string;
  /** 0: a free one. */
  readonly port: number;
  /** Host or `host:port` that cells use; null: the address listened on, or this machine's name. */
  readonly advertise: string | null;
  readonly log: Pick<Logger, 'debug' | 'error'>;
}

export interface CellListener extends AsyncDisposable {
  readonly port: number;
  /** Until it ends. */
  readonly listening: boolean;
  /** Where cells reach it. */
  readonly origins: readonly string[];
  /** Answers with the authority's present certificate from now on. */
  useCertificate(): void;
  /** Ends the connections of a cell that is no longer trusted. */
  cut(cellId: string): void;
}

export async function startCellListener(options: CellListenerOptions): Promise<CellListener> {
  const { authority, listen, log } = options;
  const limit = new FailureLimit(() => performance.now());
  const server = createServer(
    {
      ...certificateOf(authority),
      requestCert: true,
      // `requirePeerCell` decides: a joining cell has no certificate yet.
      rejectUnauthorized: false,
      handshakeTimeout: 10_000,
      headersTimeout: 10_000,
      // Images take their time; small bodies have a limit of their own.
      requestTimeout: 0,
      connectionsCheckingInterval: 5_000,
    },
    (request, response) => {
      answer(options, limit, request, response).catch((error: unknown) => {
        if (toDomainError(error).code === 'internal')
          log[response.headersSent ? 'debug' : 'error']({ err: error }, 'a request of a cell failed');
        sendError(response, error);
      });
    },
  );
  const sockets = new Set<TLSSocket>();
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.setTimeout(60_000);
  server.listen(options.port, listen);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get listening() {
      return server.listening;
    },
    origins: [originOf(options.advertise ?? defaultHost(listen), port)],
    useCertificate: () => server.setSecureContext(certificateOf(authority)),
    cut(cellId) {
      for (const socket of sockets) if (isOfCell(socket, cellId)) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  options: CellListenerOptions,
  limit: FailureLimit,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { ports } = options;
  const address = request.socket.remoteAddress ?? '';
  const caller: Omit<Context, 'actor'> = { requestId: ports.ids.uuid(), address, nowMs: ports.clock.nowMs() };
  const route = `${request.method} ${request.url}`;
  if (route === 'POST /enrol') {
    limit.check(address);
    try {
      const formerCellId = formerCell(request, options.authority.certificate);
      const input = { ...(await readJson(request, enrolRequest)), formerCellId };
      sendJson(response, 200, await enrolCell(ports, caller, input));
    } catch (error) {
      limit.failed(address);
      throw error;
    }
    return;
  }
  const cell = await requireTrustedCell(ports, requirePeerCell(request, caller.nowMs));
  if (route === 'POST /renew') {
    const { certificateRequest } = await readJson(request, renewRequest);
    sendJson(
      response,
      200,
      await renewCellCertificate(ports, caller, { cellId: cell.id, certificateRequest }),
    );
    return;
  }
  if (route === 'POST /address') {
    const { advertise } = await readJson(request, addressRequest);
    await tellAddress(ports, caller, { cellId: cell.id, advertise });
    sendJson(response, 200, {});
    return;
  }
  const [, built] = /^PUT \/images\/([\w-]{1,64})\/content$/.exec(route) ?? [];
  if (built !== undefined) {
    await receiveImage(request, response, (source) =>
      receiveBuiltImage(ports, { cellId: cell.id, imageId: built, source }),
    );
    return;
  }
  const [, imageId, sha256] = /^(?:GET|HEAD) \/images\/([\w-]{1,64})\/([0-9a-f]{64})$/.exec(route) ?? [];
  if (imageId === undefined || sha256 === undefined) {
    throw new DomainError('not_found', 'there is nothing here for cells', { reason: 'route_not_found' });
  }
  await sendImage(request, response, { ...(await findImageFile(ports, { imageId, sha256 })), sha256 });
}

function certificateOf({ own, certificate }: Authority) {
  const cert = own.certificate + certificate;
  return { key: own.key, cert, ca: certificate, minVersion: 'TLSv1.2' } as const;
}

function defaultHost(listen: string): string {
  return listen === '0.0.0.0' || listen === '::' ? hostname() : listen;
}

/** `host`, `host:port`, an IPv6 address with or without brackets. */
function originOf(advertise: string, port: number): string {
  const bare = advertise.split(':').length > 2 && !advertise.startsWith('[');
  const host = bare ? `[${advertise}]` : advertise;
  return `https://${/:\d+$/.test(host) && !bare ? host : `${host}:${port}`}`;
}
