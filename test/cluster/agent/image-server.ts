/** Stands for the control plane's cell listener: images over mTLS with ranges, and ways to misbehave. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { cellIdOf } from '../../../proto/src/certificate-names.ts';
import type { Certificate, ThrowawayAuthority } from '../../support/throwaway-pki.ts';

export interface ServedRequest {
  readonly range: string | undefined;
  readonly cellId: string | undefined;
}

/** Writes the bytes from `offset` on as it likes. */
export type Behaviour = (response: ServerResponse, content: Buffer, offset: number) => void;

export interface ImageServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: ServedRequest[];
  /** For the next requests in turn; then the whole rest is sent. */
  readonly behaviours: Behaviour[];
}

export function sendFrom(
  response: ServerResponse,
  content: Buffer,
  offset: number,
  end = content.length,
): void {
  const range = { 'content-range': `bytes ${offset}-${content.length - 1}/${content.length}` };
  response.writeHead(offset === 0 ? 200 : 206, {
    'content-length': content.length - offset,
    ...(offset === 0 ? {} : range),
  });
  response.write(content.subarray(offset, end));
  if (end === content.length) response.end();
}

/** Sends up to `end`, then cuts the connection. */
export function breakAt(end: number): Behaviour {
  return (response, content, offset) => {
    sendFrom(response, content, offset, end);
    setImmediate(() => response.socket?.end());
  };
}

export async function serveImage(
  authority: ThrowawayAuthority,
  keys: Certificate,
  content: Buffer,
): Promise<ImageServer> {
  const requests: ServedRequest[] = [];
  const behaviours: Behaviour[] = [];
  const tls = { key: keys.key, cert: keys.certificate, ca: authority.certificate, requestCert: true };
  const server = createServer(tls, (request, response) => {
    const { range } = request.headers;
    requests.push({
      range,
      cellId: cellIdOf((request.socket as TLSSocket).getPeerCertificate().subjectaltname),
    });
    const offset = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    (behaviours.shift() ?? sendFrom)(response, content, offset);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/images/x`,
    requests,
    behaviours,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
