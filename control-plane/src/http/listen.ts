import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import type { HttpEnvironment } from './environment.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** PEM texts; null: plain HTTP. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
}

export interface HttpListener {
  readonly server: Server;
  /** E.g. `http://127.0.0.1:5870`. */
  readonly origin: string;
  /** Takes no new requests, lets those under way finish for `graceMs`, then breaks them off. */
  close(options: { graceMs: number }): Promise<void>;
}

/**
 * Limits on slow clients. Uploads may take hours, so the time for a whole request is not limited here:
 * the JSON APIs limit the time for their small bodies themselves.
 */
const serverOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15_000,
  requestTimeout: 0,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  /** Clients that would rather speak HTTP/2 ask for it with any request; they get their answer in HTTP/1.1. */
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => /\bwebsocket\b/i.test(headers.upgrade ?? ''),
};

/** Serves the app. @throws what the operating system says if the address can not be had. */
export async function listen(
  app: Pick<Hono<HttpEnvironment>, 'fetch'>,
  options: ListenOptions,
): Promise<HttpListener> {
  const answer: Parameters<typeof getRequestListener>[0] = async (request, bindings) => {
    const response = await app.fetch(request, bindings);
    // Middleware copies responses, and a copy no longer says that a file was sent on the Node response itself.
    return bindings.outgoing.headersSent ? RESPONSE_ALREADY_SENT : response;
  };
  // Probes of load balancers speak HTTP/1.0 and name no host.
  const listener = getRequestListener(answer, { hostname: 'localhost' });
  const server: Server =
    options.tls === null
      ? createServer(serverOptions, listener)
      : createTlsServer({ ...serverOptions, cert: options.tls.certificate, key: options.tls.key }, listener);
  server.maxRequestsPerSocket = 0;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { address, port, family } = server.address() as AddressInfo;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return {
    server,
    origin: `${options.tls === null ? 'http' : 'https'}://${host}:${port}`,
    close: ({ graceMs }) => closeServer(server, graceMs),
  };
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
